/** What a page was found to hold. */
export interface Seen {
  /** Its address below the site, as in `latest/guides/x.html`. */
  readonly page: string;
  /** The addresses that its links lead to. */
  readonly links: readonly string[];
  /** The places on it that a link can lead to. */
  readonly anchors: readonly string[];
}

/**
 * The links that lead nowhere: to a file that is not there, or to a place that the page does not have.
 *
 * @param origin - where the site is; links to elsewhere are not followed
 * @param isThere - whether there is a file
 */
export function deadLinks(
  seen: readonly Seen[],
  origin: string,
  isThere: (file: string) => boolean,
): string[] {
  const anchors = new Map(seen.map((one) => [one.page, new Set(one.anchors)]));
  return seen.flatMap(({ page, links }) =>
    links.flatMap((link) => {
      const { origin: to, pathname, hash } = new URL(link);
      if (to !== origin) return [];
      const path = decodeURIComponent(pathname).slice(1);
      const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
      if (!isThere(file)) return [`${page}: ${link} is not there`];
      const anchor = decodeURIComponent(hash.slice(1));
      const known = anchors.get(file);
      return anchor === "" || !known || known.has(anchor)
        ? []
        : [`${page}: ${file} has no place #${anchor}`];
    }),
  );
}
