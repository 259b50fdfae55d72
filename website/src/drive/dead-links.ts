/** Links and anchors of a page. */
export interface PageContent {
  /** Path, such as `latest/guides/x.html`. */
  readonly page: string;
  readonly links: readonly string[];
  readonly anchors: readonly string[];
}

/** Finds links to missing files or anchors. Links to other origins are ignored. */
export function deadLinks(
  pages: readonly PageContent[],
  origin: string,
  exists: (file: string) => boolean,
): string[] {
  const anchors = new Map(pages.map((one) => [one.page, new Set(one.anchors)]));
  return pages.flatMap(({ page, links }) =>
    links.flatMap((link) => {
      const { origin: target, pathname, hash } = new URL(link);
      if (target !== origin) return [];
      const path = decodeURIComponent(pathname).slice(1);
      const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
      if (!exists(file)) return [`${page}: ${link} is missing`];
      const anchor = decodeURIComponent(hash.slice(1));
      const known = anchors.get(file);
      return anchor === "" || !known || known.has(anchor)
        ? []
        : [`${page}: ${file} has no anchor #${anchor}`];
    }),
  );
}
