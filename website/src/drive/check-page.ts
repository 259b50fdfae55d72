import type { BrowserContext, Page } from "playwright-core";
import { accessibilityFindings } from "./accessibility.ts";
import type { PageContent } from "./dead-links.ts";
import { watchPage } from "./watch-page.ts";

/** Page to check. */
export interface PageCheck {
  readonly origin: string;
  /** Path of the page. */
  readonly page: string;
  readonly report: (finding: string) => void;
  /** Takes a screenshot, if wanted. */
  readonly screenshot?: ((page: Page, name: string) => Promise<void>) | undefined;
}

const phone = { width: 390, height: 844 };
const laptop = { width: 1300, height: 900 };
const maxPhoneHeight = 30_000;

/** Checks a page on a desktop and a phone, in light and dark mode. */
export async function checkPage(context: BrowserContext, check: PageCheck): Promise<PageContent> {
  const page = await context.newPage();
  try {
    watchPage(page, check.origin, check.report);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(`${check.origin}/${check.page}`);
    await settled(page);
    await capture(page, check, "light");
    const content = { page: check.page, ...(await contentOf(page)) };
    for (const finding of await accessibilityFindings(page)) check.report(`light mode: ${finding}`);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await capture(page, check, "dark");
    for (const finding of await accessibilityFindings(page, ["color-contrast"])) {
      check.report(`dark mode: ${finding}`);
    }
    await page.setViewportSize(laptop);
    await capture(page, check, "laptop-dark");
    for (const finding of await layoutFindings(page)) check.report(`laptop: ${finding}`);
    await page.setViewportSize(phone);
    await capture(page, check, "phone-dark");
    const [width, height] = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight] as const;
    });
    if (width > phone.width) check.report(`phone: ${width} pixels wide instead of ${phone.width}`);
    if (height > maxPhoneHeight) check.report(`phone: ${height} pixels high`);
    // Content that is wider than a phone must be scrollable with the keyboard.
    for (const finding of await accessibilityFindings(page, ["scrollable-region-focusable"])) {
      check.report(`phone: ${finding}`);
    }
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await capture(page, check, "phone-light");
    return content;
  } finally {
    await page.close();
  }
}

/** Waits until a page is loaded completely. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  if ((await page.locator(".rest-scalar").count()) === 0) return;
  await page.locator(".rest-scalar .section-header").first().waitFor();
  await page.waitForLoadState("networkidle");
}

async function capture(page: Page, { screenshot }: PageCheck, name: string): Promise<void> {
  // Colors and widths need two frames.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await screenshot?.(page, name);
}

/** Lists commands and outputs that are cut off, ambiguous entries of the contents, and a second search box. */
function layoutFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isCut = (element: Element) => element.scrollWidth > element.clientWidth + 1;
    const languages = ["", "python", "sh", "text", "xml"];
    const blocks = document.querySelectorAll(
      languages.map((language) => `.vp-doc .language-${language} pre`).join(),
    );
    const entries = [...document.querySelectorAll(".VPDocAsideOutline .outline-link")];
    const names = entries.map((entry) => {
      const parent = entry.closest("ul")?.parentElement?.querySelector(":scope > .outline-link");
      return `${parent?.textContent ?? ""} > ${entry.textContent}`;
    });
    const searches = [...document.querySelectorAll<HTMLElement>("button, input")].filter(
      (element) =>
        element.offsetParent !== null &&
        /search/i.test(`${element.textContent} ${element.getAttribute("placeholder")}`),
    );
    return [
      ...[...blocks].filter(isCut).map((block) => `cut off: ${block.textContent?.slice(0, 60)}`),
      ...entries.filter(isCut).map((entry) => `cut off in the contents: ${entry.textContent}`),
      ...names
        .filter((name, index) => names.indexOf(name) !== index)
        .map((name) => `twice in the contents: ${name}`),
      ...(searches.length > 1 ? [`${searches.length} search boxes`] : []),
    ];
  });
}

function contentOf(page: Page): Promise<Pick<PageContent, "links" | "anchors">> {
  return page.evaluate(() => ({
    // Scalar handles its own links.
    links: [...document.querySelectorAll("a[href]:not(.rest-scalar *)")].map(
      (link) => (link as HTMLAnchorElement).href,
    ),
    anchors: [...document.querySelectorAll("[id]")].map(({ id }) => id),
  }));
}
