import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { placeholders } from "./placeholders.ts";
import { type Release, type Releases, withRelease } from "./releases.ts";

const texts = new Set([".html", ".js", ".css", ".json"]);

/** Release to place. */
export interface Placement {
  /** Folder built by VitePress. */
  readonly bundle: string;
  /** Folder of the published site. Other releases are kept. */
  readonly into: string;
  /** Release, such as `0.2`. */
  readonly release: string;
  /** Base path of the site. */
  readonly base: string;
}

/**
 * Adds a build to a site as a release, and as `latest` unless a newer one exists.
 *
 * @returns The releases of the site, newest first.
 */
export function placeRelease({ bundle, into, release, base }: Placement): Releases {
  const pages = filesIn(bundle).filter((file) => file.endsWith(".html") && file !== "404.html");
  const releases = withRelease(releasesOn(into), { release, pages });
  const folders = [`v${release}`, ...(releases[0]?.release === release ? ["latest"] : [])];
  for (const folder of folders) {
    rmSync(join(into, folder), { recursive: true, force: true });
    copy(bundle, join(into, folder), (text) =>
      text
        .replaceAll(placeholders.base, `${base}${folder}/`)
        // VitePress derives class names from addresses.
        .replaceAll(nameOf(placeholders.base), nameOf(`${base}${folder}/`))
        .replaceAll(placeholders.release, release),
    );
  }
  writeFileSync(join(into, "releases.json"), `${JSON.stringify(releases)}\n`);
  writeFileSync(join(into, "index.html"), redirect("latest/", "asyncstatus documentation"));
  writeFileSync(join(into, "404.html"), redirect(`${base}latest/404.html`, "Page not found"));
  return releases;
}

/** Returns the releases of a site, newest first. */
export function releasesOn(folder: string): Releases {
  const file = join(folder, "releases.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Release[]) : [];
}

function nameOf(address: string): string {
  return address.replaceAll(/[./]+/g, "_");
}

function copy(from: string, to: string, fill: (text: string) => string): void {
  for (const file of filesIn(from)) {
    const target = join(to, file);
    mkdirSync(dirname(target), { recursive: true });
    const content = readFileSync(join(from, file));
    writeFileSync(target, texts.has(extname(file)) ? fill(content.toString()) : content);
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

function redirect(address: string, title: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url=${address}">
<link rel="icon" href="data:,">
<title>${title}</title>
<p><a href="${address}">${title}</a></p>
</html>
`;
}
