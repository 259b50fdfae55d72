import type { Releases } from "./releases.ts";

/** Address of the current page. */
export interface PageAddress {
  /** Base path of the site, such as `/docs/`. */
  readonly root: string;
  /** Folder of the release, such as `latest` or `v0.1`. */
  readonly folder: string;
  /** Page, such as `guides/x.html`. */
  readonly page: string;
}

/** Entry of the release switcher. */
export interface Choice {
  readonly text: string;
  readonly address: string;
  readonly current: boolean;
}

/** Splits the path of a page. */
export function parseAddress(base: string, path: string): PageAddress {
  const [, root = "/", folder = ""] = /^(.*\/)([^/]+)\/$/.exec(base) ?? [];
  const page = path.slice(base.length).replace(/[?#].*$/, "");
  return { root, folder, page: page === "" || page.endsWith("/") ? `${page}index.html` : page };
}

/** Returns the entries of the switcher: the same page of each release, or its start page. */
export function choicesAt({ root, folder, page }: PageAddress, releases: Releases): Choice[] {
  const choice = (name: string, text: string, pages: readonly string[]): Choice => ({
    text,
    address: `${root}${name}/${pages.includes(page) ? page : "index.html"}`,
    current: name === folder,
  });
  const [latest] = releases;
  if (!latest) return [];
  return [
    choice("latest", `latest (${latest.release})`, latest.pages),
    ...releases.map(({ release, pages }) => choice(`v${release}`, release, pages)),
  ];
}

/** Returns the latest release if it is newer. */
export function newerThan(release: string, releases: Releases): string | undefined {
  const [latest] = releases;
  return latest && latest.release !== release ? latest.release : undefined;
}
