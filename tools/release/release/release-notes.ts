/** What a changelog says of one version, without its heading; nothing where it has none. */
export function entryOf(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m).slice(1);
  const found = parts.find((part) => part.split("\n", 1)[0]?.trim() === version);
  return found?.split("\n").slice(1).join("\n").trim() ?? "";
}

/** A package, and what its changelog says. */
export interface Noted {
  readonly name: string;
  readonly changelog: string;
}

/** The notes of a release: what is new, and in which packages; which go together is no news. */
export function releaseNotes(packages: readonly Noted[], version: string): string {
  const news = packages.flatMap(({ name, changelog }) =>
    entryOf(changelog, version)
      .replace(/^### .*$/gm, "")
      .split(/^(?=- )/m)
      .map((item) => ({ name, item: item.trim() }))
      .filter(({ item }) => item.startsWith("- ") && !item.startsWith("- Goes with ")),
  );
  const items = [...Map.groupBy(news, ({ item }) => item)].map(
    ([item, told]) => `${item}\n  (${told.map(({ name }) => `\`${name}\``).join(", ")})\n`,
  );
  return items.join("");
}
