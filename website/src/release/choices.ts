import type { Releases } from "./releases.ts";

/** Where a reader is. */
export interface Whereabouts {
  /** Where the site is below its host, as in `/docs/`. */
  readonly root: string;
  /** The folder of the release that is read, as in `latest` or `v0.1`. */
  readonly folder: string;
  /** The page, as in `guides/x.html`. */
  readonly page: string;
}

/** A release that a reader can go to. */
export interface Choice {
  readonly text: string;
  readonly address: string;
  readonly current: boolean;
}

/** Where a reader is, by the base of what is read and the address of the page. */
export function whereabouts(base: string, path: string): Whereabouts {
  const [, root = "/", folder = ""] = /^(.*\/)([^/]+)\/$/.exec(base) ?? [];
  const page = path.slice(base.length).replace(/[?#].*$/, "");
  return { root, folder, page: page === "" || page.endsWith("/") ? `${page}index.html` : page };
}

/** The releases to choose from: the same page of each, or its first where it does not have that page. */
export function choicesAt({ root, folder, page }: Whereabouts, releases: Releases): Choice[] {
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

/** The latest release, where what is read is older. */
export function newerThan(release: string, releases: Releases): string | undefined {
  const [latest] = releases;
  return latest && latest.release !== release ? latest.release : undefined;
}
