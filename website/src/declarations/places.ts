/** Where each export is told of: its address, by the package that declares it and its name, as in `model/decode`. */
export type Places = ReadonlyMap<string, string>;

/** Where a name leads that stands in what a package says: to its own export, else to another package's. */
export function placeOf(places: Places, home: string, name: string): string | undefined {
  const own = places.get(`${home}/${name}`);
  if (own !== undefined) return own;
  for (const [key, place] of places) if (key.endsWith(`/${name}`)) return place;
  return undefined;
}
