// Checks all pages and journeys of the built site in Chromium.
// `--screenshots FOLDER` saves screenshots of all pages. `--only TEXT` selects pages.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { restVersions } from "@asyncstatus/model";
import { chromium, type Page } from "playwright-core";
import { packageFolder } from "../package-folder.ts";
import { placeRelease } from "../release/place-release.ts";
import { checkPage } from "./check-page.ts";
import { deadLinks, type PageContent } from "./dead-links.ts";
import { journeys } from "./journeys.ts";
import { serveFolder } from "./serve-folder.ts";
import { watchPage } from "./watch-page.ts";

/** Time limit of a page or a journey; the slowest takes some seconds. */
const pageLimitMs = 90_000;
const maxCompressedBytes = 8 * 1024 * 1024;
const { values } = parseArgs({
  options: { screenshots: { type: "string" }, only: { type: "string", default: "" } },
});

const site = mkdtempSync(join(tmpdir(), "asyncstatus-docs-"));
const bundle = join(packageFolder, "dist/bundle");
placeRelease({ bundle, into: site, release: "0.1", base: "/" });
const [latest] = placeRelease({ bundle, into: site, release: "0.2", base: "/" });
// The requests of older versions differ only slightly from those of the newest one.
const isAlike = (page: string) =>
  restVersions.slice(1).some((version) => page.startsWith(`reference/${version}/`)) &&
  !page.endsWith("/get-async-status.html");
const pages = (latest?.pages ?? []).filter((page) => page.includes(values.only) && !isAlike(page));

const findings: string[] = [];
function report(finding: string): void {
  console.log(finding);
  findings.push(finding);
}

await using server = await serveFolder(site);
const { origin } = server;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Blocks all other hosts.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
});
try {
  const contents: PageContent[] = [];
  const queue = [...pages];
  const checkPages = async () => {
    let context = await browser.newContext();
    const checkOnce = async (page: string) => {
      const name = `latest/${page}`;
      const found: string[] = [];
      const check = {
        origin,
        page: name,
        report: (finding: string) => found.push(`${name}: ${finding}`),
        screenshot,
      };
      const content = await inTime(checkPage(context, check), name);
      found.forEach(report);
      contents.push(content);
    };
    for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
      const name = page;
      await checkOnce(name).catch(async (error: unknown) => {
        // Chromium may stop responding. A page with a real problem fails twice.
        console.log(`latest/${name}: ${error}. Checking it again.`);
        context.close().catch(() => {});
        context = await browser.newContext();
        await checkOnce(name).catch((again: unknown) => report(`latest/${name}: ${again}`));
      });
    }
    await context.close();
  };
  await Promise.all([checkPages(), checkPages()]);
  for (const dead of deadLinks(contents, origin, (file) => existsSync(join(site, file))))
    report(dead);

  for (const { name, run } of journeys) {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    watchPage(page, origin, (finding) => report(`${name}: ${finding}`));
    await inTime(run(page, origin), name).catch((error: unknown) => report(`${name}: ${error}`));
    await context.close();
  }

  const size = compressedSize(join(site, "latest"));
  if (size > maxCompressedBytes) report(`The compressed site has ${size} bytes.`);
  console.log(
    `${contents.length} pages, ${journeys.length} journeys, ${(size / 2 ** 20).toFixed(1)} MiB compressed`,
  );
} finally {
  await browser.close();
  rmSync(site, { recursive: true, force: true });
}
console.log(`${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

/** Rejects if Chromium does not respond: some calls of Playwright have no time limit. */
async function inTime<Value>(checking: Promise<Value>, name: string): Promise<Value> {
  const end = new AbortController();
  checking.catch(() => {}); // Rejects when its context is closed.
  const limit = setTimeout(pageLimitMs, undefined, { signal: end.signal }).then(() => {
    throw new Error(`${name} took longer than ${pageLimitMs / 1_000} s`);
  });
  limit.catch(() => {}); // Aborted, or reported by the race.
  try {
    return await Promise.race([checking, limit]);
  } finally {
    end.abort();
  }
}

async function screenshot(page: Page, name: string): Promise<void> {
  if (!values.screenshots) return;
  mkdirSync(values.screenshots, { recursive: true });
  const file = new URL(page.url()).pathname.replace(/^\/latest\//, "").replaceAll(/[^\w.-]+/g, "-");
  await page.screenshot({ path: join(values.screenshots, `${file || "index.html"}-${name}.png`) });
}

function compressedSize(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => gzipSync(readFileSync(join(parentPath, name))).length)
    .reduce((sum, length) => sum + length, 0);
}
