import { restVersions } from "@asyncstatus/model";
import type { Page } from "playwright-core";
import { accessibilityFindings } from "./accessibility.ts";
import { settled } from "./check-page.ts";

/** Journey of a reader that must work. */
export interface Journey {
  readonly name: string;
  /** @throws {Error} If it fails. */
  readonly run: (page: Page, origin: string) => Promise<void>;
}

/** All journeys. The site contains the releases 0.1 and 0.2. */
export const journeys: readonly Journey[] = [
  {
    name: "the root redirects to the latest release",
    async run(page, origin) {
      await page.goto(`${origin}/`);
      await page.waitForURL(`${origin}/latest/`);
    },
  },
  {
    name: 'the search finds "superseded"',
    async run(page, origin) {
      await page.goto(`${origin}/latest/`);
      await page.locator(".VPNavBarSearchButton").first().click();
      await page.locator("#localsearch-input").fill("superseded");
      await page.locator(".VPLocalSearchBox .result").first().waitFor();
      await page.locator("#localsearch-input").press("Enter");
      await page.waitForURL(/\/latest\/.+\.html/);
      await page
        .getByText(/superseded/i)
        .first()
        .waitFor();
    },
  },
  ...["curl", "Python", "Authorization", "errorMessage"].map((word) => ({
    name: `the search for "${word}" finds asyncstatus of the newest version first`,
    async run(page: Page, origin: string) {
      await page.goto(`${origin}/latest/`);
      await page.locator(".VPNavBarSearchButton").first().click();
      await page.locator("#localsearch-input").fill(word);
      const first = page.locator(".VPLocalSearchBox .result").first();
      await first.waitFor();
      const address = await first.getAttribute("href");
      if (!address?.includes(`/reference/${restVersions[0]}/get-async-status.html`))
        throw new Error(`Found instead: ${address}`);
    },
  })),
  {
    name: "the schemas of the reference have none of our extensions",
    async run(page, origin) {
      const document = await page.request.get(`${origin}/latest/scalar/${restVersions[0]}.json`);
      const extensions = (await document.text()).match(/"x-(?!badges)[^"]*"/g) ?? [];
      if (extensions.length > 0) throw new Error(`It has ${[...new Set(extensions)]}.`);
    },
  },
  {
    name: "the reference shows examples as XML",
    async run(page, origin) {
      await page.goto(
        `${origin}/latest/reference/v1.2.html#tag/status/GET/rest/{version}/admin/asyncstatus`,
      );
      await settled(page);
      const example = page
        .locator(".rest-scalar pre, .rest-scalar .scalar-codeblock-pre")
        .filter({ hasText: "operationState" })
        .first();
      await example.waitFor();
      const text = ((await example.textContent()) ?? "").replaceAll(/\s+/g, "");
      if (!text.includes("<operationState><operation>"))
        throw new Error(`Shown instead: ${text.slice(0, 300)}`);
    },
  },
  {
    name: "the release switcher works, and an older release links to the latest",
    async run(page, origin) {
      await page.goto(`${origin}/latest/reference/marks.html`);
      const switcher = page.locator(".VPNavBar .releases select");
      await switcher.locator("option", { hasText: "0.1" }).waitFor({ state: "attached" });
      await switcher.selectOption({ label: "0.1" });
      await page.waitForURL(`${origin}/v0.1/reference/marks.html`);
      await page.getByText("This is release 0.1. The latest is 0.2").waitFor();
      await page.getByRole("link", { name: "Show it" }).click();
      await page.waitForURL(`${origin}/latest/reference/marks.html`);
      await switcher.locator("option", { hasText: "0.1" }).waitFor({ state: "attached" });
      if (await page.getByText("This is release").count())
        throw new Error("The latest release has the banner of an older one.");
    },
  },
  {
    name: "the navigation doesn't reload the site",
    async run(page, origin) {
      await page.goto(`${origin}/latest/`);
      await settled(page);
      await page.evaluate(() => Reflect.set(globalThis, "loadedOnce", true));
      for (const name of ["Packages", "Reference", "Guides"]) {
        await page.locator(".VPNavBarMenu").getByRole("link", { name, exact: true }).click();
        await settled(page);
      }
      if (!(await page.evaluate(() => Reflect.get(globalThis, "loadedOnce"))))
        throw new Error("The site was reloaded.");
    },
  },
  {
    name: "the live page plays all scenarios without requests",
    async run(page, origin) {
      await open(page, origin);
      const requests: string[] = [];
      // VitePress prefetches the pages that are linked.
      page.on("request", (request) => {
        if (!request.url().includes("/assets/")) requests.push(request.url());
      });
      const options = page.locator("#live-scenario option");
      for (const name of await options.allTextContents()) {
        await page.locator("#live-scenario").selectOption(name);
        await page.locator(`.sides[data-scenario="${name}"]`).waitFor();
        const end = page.getByRole("button", { name: "End", exact: true });
        if (await end.isEnabled()) await end.click();
        const [naive = "", client = ""] = await page.locator(".live .words").allTextContents();
        if (!/^[✗✓]/.test(naive)) throw new Error(`${name}: the poller reports ${naive}`);
        if (!client.startsWith("✓")) throw new Error(`${name}: the client reports ${client}`);
      }
      if (requests.length > 0) throw new Error(`Requests: ${requests.join(", ")}`);
    },
  },
  {
    name: "the live page works with the keyboard and a screen reader",
    async run(page, origin) {
      await open(page, origin);
      await page.locator("#live-scenario").focus();
      // Start and Back are disabled at the beginning.
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText(/^.*step 2 of/).waitFor();
      const announcement = page.locator(".live [aria-live=polite]");
      await announcement.filter({ hasText: /^Step 2 of \d+, at/ }).waitFor({ state: "attached" });
      await page.getByLabel("Step", { exact: true }).focus();
      await page.keyboard.press("End");
      await page.getByRole("button", { name: "Next", exact: true, disabled: true }).waitFor();
    },
  },
  {
    name: "the recording of the rollout guide plays, with the keyboard",
    async run(page, origin) {
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      const address = `${origin}/latest/guides/rollout.html`;
      const html = await (await page.request.get(address)).text();
      if (!/<pre[^>]*>Paused \(/.test(html)) throw new Error("No still without scripts.");
      await page.goto(address);
      await page.waitForLoadState("networkidle");
      const early = requests.filter((url) => /\.cast$|recording\..*js$/.test(url));
      if (early.length > 0) throw new Error(`Loaded before it is played: ${early}`);
      await page.getByRole("button", { name: "Play the recording" }).press("Enter");
      const screen = page.locator(".recording .ap-term");
      await screen.filter({ hasText: /Running: \d+ of 250 unit/ }).waitFor();
      // The player has the focus now.
      await page.keyboard.press("Space");
      for (const shown of [/waiting for the approval/, /^Paused/]) {
        await page.keyboard.press("]");
        await screen.filter({ hasText: shown }).waitFor();
      }
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const [finding] = await accessibilityFindings(page);
        if (finding) throw new Error(`${colorScheme}: ${finding}`);
      }
    },
  },
];

async function open(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/latest/live/index.html`);
  await page.locator(".live .sides").waitFor();
  await page.waitForLoadState("networkidle");
}
