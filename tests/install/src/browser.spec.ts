// Commits in Chromium, with model, client and the device in memory.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { createProject, libraries } from "./project.ts";

// Without the browser's own network requests.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

test("commits in every scenario have the same result in Chromium and on Node.js", async () => {
  const { folder, run } = await createProject("browser", libraries);
  const onNode = JSON.parse(await run("node", ["page.js"]));
  expect(onNode.everyday).toMatch(/^succeeded; (succeeded proven \d[\d.]*; ){3}/);
  expect(await inChromium(await bundlePage(folder))).toEqual(onNode);
});

async function bundlePage(folder: string): Promise<string> {
  const outdir = join(folder, "page");
  await mkdir(outdir);
  await build({
    entryPoints: [join(folder, "page.js")],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    outdir,
  });
  const page = '<!doctype html><title>…</title><script type="module" src="page.js"></script>';
  await writeFile(join(outdir, "index.html"), page);
  return outdir;
}

/** Returns the results of the page, which may load only its own files. */
async function inChromium(folder: string): Promise<unknown> {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.route("**", async (route) => {
      const { origin, pathname } = new URL(route.request().url());
      if (origin === "https://page.test") {
        await route.fulfill({ path: join(folder, pathname) });
      } else {
        problems.push(`The page requested ${origin}.`);
        await route.abort();
      }
    });
    await page.goto("https://page.test/index.html");
    const isDone = page.waitForFunction("document.title === 'done'", undefined, {
      timeout: 60_000,
    });
    await isDone.catch((error: unknown) => problems.push(String(error)));
    expect(problems).toEqual([]);
    return await page.evaluate("results");
  } finally {
    await browser.close();
  }
}
