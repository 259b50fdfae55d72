import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../package-folder.ts";

/** Finds the entry points of packages. Returns their sources below `packages/` by import specifier. */
export function findEntries(packages: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    packages.flatMap((folder) => {
      const file = join(workspace, "packages", folder, "package.json");
      const { name, exports, publishConfig } = JSON.parse(readFileSync(file, "utf8"));
      return (
        Object.entries<string | { readonly default: string }>(exports)
          // Some entries are only for tests of this repository.
          .filter(([entry]) => entry in publishConfig.exports)
          // An entry for browsers exports less of the same.
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
