import type { Page } from "playwright-core";
import type { Journey } from "./journey.ts";

/** What readers do on the live page. */
export const liveJourneys: readonly Journey[] = [
  {
    name: "the live page plays each scenario to its end, and nothing is asked of anybody",
    async run(page, origin) {
      await open(page, origin);
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      const options = page.locator("#live-scenario option");
      for (const name of await options.allTextContents()) {
        await page.locator("#live-scenario").selectOption(name);
        await page.locator(`.sides[data-scenario="${name}"]`).waitFor();
        const end = page.getByRole("button", { name: "End", exact: true });
        if (await end.isEnabled()) await end.click();
        const [naive = "", ours = ""] = await page.locator(".live .words").allTextContents();
        if (!/^[✗✓]/.test(naive)) throw new Error(`${name}: the poller says ${naive}`);
        if (!ours.startsWith("✓")) throw new Error(`${name}: ours says ${ours}`);
      }
      if (requests.length > 0) throw new Error(`It asked for ${requests.join(", ")}`);
    },
  },
  {
    name: "the live page is stepped through by keys alone, and told to who does not see it",
    async run(page, origin) {
      await open(page, origin);
      await page.locator("#live-scenario").focus();
      // Start and Back cannot be used at the beginning.
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText(/^.*step 2 of/).waitFor();
      const told = page.locator(".live [aria-live=polite]");
      await told.filter({ hasText: /^Step 2 of \d+, at/ }).waitFor({ state: "attached" });
      await page.getByLabel("Step", { exact: true }).focus();
      await page.keyboard.press("End");
      await page.getByRole("button", { name: "Next", exact: true, disabled: true }).waitFor();
    },
  },
];

async function open(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/latest/live/index.html`);
  await page.locator(".live .sides").waitFor();
  await page.waitForLoadState("networkidle");
}
