import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleAll } from "@asyncstatus/tools/release";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { type Cell, tried } from "../cell.ts";
import type { Project } from "../project.ts";
import { serveFolder } from "./serve-folder.ts";

type Results = Readonly<Record<string, string>>;

// Nothing that the browser does by itself, to anybody.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Bundles model, client and the device in memory for a browser, and has Chromium commit with them.
 *
 * @param project It has `page.js`, and the packages installed.
 * @param node What Node.js is run by.
 */
export async function tryInBrowser(project: Project, node: string): Promise<readonly Cell[]> {
  const bundles = await bundleAll(project.folder);
  return [
    await tried("bundles for a browser keep to their budgets", "works", async () => {
      const over = bundles.filter(({ gzipKb, budgetKb }) => gzipKb >= budgetKb);
      if (over.length > 0) throw new Error(over.map(({ name }) => name).join());
    }),
    await tried("bundles for a browser have nothing of Node.js", "works", async () => {
      const builtins = bundles.flatMap((one) => one.builtins);
      if (builtins.length > 0) throw new Error(builtins.join());
    }),
    await tried("Chromium: a commit in every scenario, as on Node.js", "works", async () => {
      const want = JSON.parse(await project.run(node, ["page.js"])) as Results;
      if (!/^committed; (succeeded proven \d[\d.]*; ){3}/.test(want.everyday ?? "")) {
        throw new Error(`On Node.js: ${want.everyday}`);
      }
      const got = await inChromium(await bundlePage(project.folder));
      const different = Object.keys({ ...want, ...got }).filter((name) => want[name] !== got[name]);
      const told = different.map((name) => `${name}: expected ${want[name]}, got ${got[name]}`);
      if (told.length > 0) throw new Error(told.join("\n"));
    }),
  ];
}

/** @returns the folder with the page */
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

/** What the page has found; it may ask nobody but where it comes from. */
async function inChromium(folder: string): Promise<Results> {
  const served = await serveFolder(folder);
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on("pageerror", (error) => troubles.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(served.url)) troubles.push(`It asked ${request.url()}`);
    });
    await page.goto(`${served.url}/index.html`);
    const isDone = page.waitForFunction("document.title === 'done'", undefined, {
      timeout: 60_000,
    });
    await isDone.catch((error: unknown) => troubles.push(String(error)));
    if (troubles.length > 0) throw new Error(troubles.join("\n"));
    return (await page.evaluate("results")) as Results;
  } finally {
    await browser.close();
    await served.close();
  }
}
