import type { BrowserContext, Page } from "playwright-core";
import { accessibilityFindings } from "./accessibility.ts";
import type { Seen } from "./dead-links.ts";
import { watchPage } from "./watch-page.ts";

/** Where a page is, and what is to be done with it. */
export interface Look {
  readonly origin: string;
  /** Its address below the site. */
  readonly page: string;
  readonly tell: (finding: string) => void;
  /** Takes a picture of what is seen, where somebody wants to look at it. */
  readonly picture?: ((page: Page, name: string) => Promise<void>) | undefined;
}

const phone = { width: 390, height: 844 };

/** Looks at one page as its readers do: on a desk and on a phone, in light and in dark. */
export async function lookAtPage(context: BrowserContext, look: Look): Promise<Seen> {
  const page = await context.newPage();
  try {
    watchPage(page, look.origin, look.tell);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(`${look.origin}/${look.page}`);
    await settled(page);
    await see(page, look, "light");
    const seen = { page: look.page, ...(await contentOf(page)) };
    for (const finding of await accessibilityFindings(page)) look.tell(`in light, ${finding}`);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await see(page, look, "dark");
    for (const finding of await accessibilityFindings(page, ["color-contrast"])) {
      look.tell(`in dark, ${finding}`);
    }
    await page.setViewportSize(phone);
    await see(page, look, "phone-dark");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > phone.width) look.tell(`is ${width} wide on a phone of ${phone.width}`);
    // What is wider than a phone can be moved to and fro from the keyboard, too.
    for (const finding of await accessibilityFindings(page, ["scrollable-region-focusable"])) {
      look.tell(`on a phone, ${finding}`);
    }
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await see(page, look, "phone-light");
    return seen;
  } finally {
    await page.close();
  }
}

/** Waits until a page has all that it shows. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  if ((await page.locator(".rest-scalar").count()) === 0) return;
  await page.locator(".rest-scalar .section-header").first().waitFor();
  await page.waitForLoadState("networkidle");
}

async function see(page: Page, { picture }: Look, name: string): Promise<void> {
  // Two frames, in which colours and widths come to rest.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await picture?.(page, name);
}

function contentOf(page: Page): Promise<Pick<Seen, "links" | "anchors">> {
  return page.evaluate(() => ({
    // Scalar leads its readers around by itself.
    links: [...document.querySelectorAll("a[href]:not(.rest-scalar *)")].map(
      (link) => (link as HTMLAnchorElement).href,
    ),
    anchors: [...document.querySelectorAll("[id]")].map(({ id }) => id),
  }));
}
