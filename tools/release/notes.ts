/** Returns the changelog entry of a version, without its heading. */
export function entryOf(changelog: string, version: string): string {
  const entries = changelog.split(/^## /m).slice(1);
  const found = entries.find((entry) => entry.split("\n", 1)[0]?.trim() === version);
  return found?.split("\n").slice(1).join("\n").trim() ?? "";
}

/** Writes the release notes: each change once, with the packages that list it. */
export function releaseNotes(changelogs: ReadonlyMap<string, string>, version: string): string {
  const changes = [...changelogs].flatMap(([name, changelog]) =>
    entryOf(changelog, version)
      .replace(/^### .*$/gm, "")
      .split(/^(?=- )/m)
      .map((item) => ({ name, item: item.trim() }))
      .filter(({ item }) => item.startsWith("- ") && !item.startsWith("- Updated dependencies")),
  );
  return [...Map.groupBy(changes, ({ item }) => item)]
    .map(([item, all]) => `${item}\n  (${all.map(({ name }) => `\`${name}\``).join(", ")})\n`)
    .join("");
}
