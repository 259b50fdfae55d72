import type { Journey } from "./journey.ts";
import { liveJourneys } from "./live-journeys.ts";
import { settled } from "./look-at-page.ts";

/** What readers do. The site holds the made-up releases 0.1 and 0.2; 0.2 is the latest. */
export const journeys: readonly Journey[] = [
  {
    name: "whoever comes to the site is in the latest release",
    async run(page, origin) {
      await page.goto(`${origin}/`);
      await page.waitForURL(`${origin}/latest/`);
    },
  },
  {
    name: 'the search finds "superseded", and leads there',
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
  {
    name: "examples in the reference show as XML",
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
        throw new Error(`It shows: ${text.slice(0, 300)}`);
    },
  },
  {
    name: "an older release says so, and the switcher leads there and back",
    async run(page, origin) {
      await page.goto(`${origin}/latest/reference/marks.html`);
      const switcher = page.locator(".VPNavBar .releases select");
      await switcher.locator("option", { hasText: "0.1" }).waitFor({ state: "attached" });
      await switcher.selectOption({ label: "0.1" });
      await page.waitForURL(`${origin}/v0.1/reference/marks.html`);
      await page.getByText("This is release 0.1. The latest is 0.2").waitFor();
      await page.getByRole("link", { name: "go there" }).click();
      await page.waitForURL(`${origin}/latest/reference/marks.html`);
      await switcher.locator("option", { hasText: "0.1" }).waitFor({ state: "attached" });
      if (await page.getByText("This is release").count())
        throw new Error("The latest says it is old.");
    },
  },
  {
    name: "each page in the navigation is reached without loading the site anew",
    async run(page, origin) {
      await page.goto(`${origin}/latest/`);
      await settled(page);
      await page.evaluate(() => Reflect.set(globalThis, "stays", true));
      for (const name of ["Packages", "Reference", "Guides"]) {
        await page.locator(".VPNavBarMenu").getByRole("link", { name, exact: true }).click();
        await settled(page);
      }
      if (!(await page.evaluate(() => Reflect.get(globalThis, "stays"))))
        throw new Error("It was.");
    },
  },
  ...liveJourneys,
];
