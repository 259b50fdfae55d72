/** Addresses of exports, by package and name, as in `model/decode`. */
export type ExportLinks = ReadonlyMap<string, string>;

/** Returns the address of an export, preferably of the given package. */
export function linkTo(links: ExportLinks, home: string, name: string): string | undefined {
  const own = links.get(`${home}/${name}`);
  if (own !== undefined) return own;
  for (const [key, link] of links) if (key.endsWith(`/${name}`)) return link;
  return undefined;
}
