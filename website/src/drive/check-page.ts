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
    await page.setViewportSize(phone);
    await capture(page, check, "phone-dark");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > phone.width) check.report(`phone: ${width} pixels wide instead of ${phone.width}`);
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

function contentOf(page: Page): Promise<Pick<PageContent, "links" | "anchors">> {
  return page.evaluate(() => ({
    // Scalar handles its own links.
    links: [...document.querySelectorAll("a[href]:not(.rest-scalar *)")].map(
      (link) => (link as HTMLAnchorElement).href,
    ),
    anchors: [...document.querySelectorAll("[id]")].map(({ id }) => id),
  }));
}
