// Drives the built site in Chromium: every page, as its readers see it, and what they do there.
// `--pictures FOLDER` takes a picture of every page, on a desk and on a phone, in light and in dark.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "playwright-core";
import { packageFolder } from "../package-folder.ts";
import { placeRelease } from "../release/place-release.ts";
import { deadLinks, type Seen } from "./dead-links.ts";
import { journeys } from "./journeys.ts";
import { lookAtPage } from "./look-at-page.ts";
import { serveFolder } from "./serve-folder.ts";
import { watchPage } from "./watch-page.ts";

const largestCompressed = 8 * 1024 * 1024;
const { values } = parseArgs({
  options: { pictures: { type: "string" }, only: { type: "string", default: "" } },
});

const site = mkdtempSync(join(tmpdir(), "asyncstatus-docs-"));
const bundle = join(packageFolder, "dist/bundle");
placeRelease({ bundle, into: site, release: "0.1", base: "/" });
const [latest] = placeRelease({ bundle, into: site, release: "0.2", base: "/" });
const pages = (latest?.pages ?? []).filter((page) => page.includes(values.only));

const findings: string[] = [];
function tell(finding: string): void {
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
    // Whatever a page may try: nothing leaves this computer.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ],
});
try {
  const seen: Seen[] = [];
  const waiting = [...pages];
  const lookAtSome = async () => {
    const context = await browser.newContext();
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
      const name = `latest/${page}`;
      const look = {
        origin,
        page: name,
        tell: (what: string) => tell(`${name}: ${what}`),
        picture,
      };
      await lookAtPage(context, look).then(
        (one) => seen.push(one),
        (error: unknown) => look.tell(String(error)),
      );
    }
    await context.close();
  };
  await Promise.all([lookAtSome(), lookAtSome()]);
  for (const dead of deadLinks(seen, origin, (file) => existsSync(join(site, file)))) tell(dead);

  for (const { name, run } of journeys) {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    watchPage(page, origin, (what) => tell(`${name}: ${what}`));
    await run(page, origin).catch((error: unknown) => tell(`Not so: ${name}. ${error}`));
    await context.close();
  }

  const size = compressedSize(join(site, "latest"));
  if (size > largestCompressed) tell(`The site has ${size} bytes compressed.`);
  console.log(
    `${seen.length} pages, ${journeys.length} journeys, ${(size / 2 ** 20).toFixed(1)} MiB compressed`,
  );
} finally {
  await browser.close();
  rmSync(site, { recursive: true, force: true });
}
console.log(`${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

async function picture(page: Page, name: string): Promise<void> {
  if (!values.pictures) return;
  mkdirSync(values.pictures, { recursive: true });
  const file = new URL(page.url()).pathname.replace(/^\/latest\//, "").replaceAll(/[^\w.-]+/g, "-");
  await page.screenshot({ path: join(values.pictures, `${file || "index.html"}-${name}.png`) });
}

function compressedSize(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => gzipSync(readFileSync(join(parentPath, name))).length)
    .reduce((sum, length) => sum + length, 0);
}
