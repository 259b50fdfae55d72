import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../package-folder.ts";

/** The entries of packages: the source of each below `packages/`, by how it is imported. */
export function entriesOf(packages: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    packages.flatMap((folder) => {
      const file = join(workspace, "packages", folder, "package.json");
      const { name, exports } = JSON.parse(readFileSync(file, "utf8"));
      return (
        Object.entries<string | { readonly default: string }>(exports)
          // Where browsers have an entry of their own, that one has less of the same.
          .map(
            ([entry, source]) =>
              [entry, typeof source === "string" ? source : source.default] as const,
          )
          .filter(([, source]) => source.endsWith(".ts"))
          .map(([entry, source]) => [join(name, entry), join(folder, source)])
      );
    }),
  );
}
