import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "../package-folder.ts";

// What `exports` of a package.json says of an entry.
type Target = string | { readonly default: string };

/** The entries of packages: the source of each below `packages/`, by how it is imported. */
export function entriesOf(packages: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    packages.flatMap((folder) => {
      const file = join(workspace, "packages", folder, "package.json");
      const { name, exports } = JSON.parse(readFileSync(file, "utf8"));
      return Object.entries<Target>(exports)
        .map(([entry, target]) => [entry, sourceOf(target)] as const)
        .filter(([, source]) => source.endsWith(".ts"))
        .map(([entry, source]) => [join(name, entry), join(folder, source)]);
    }),
  );
}

/** What Node.js takes, where browsers take another. */
function sourceOf(target: Target): string {
  return typeof target === "string" ? target : target.default;
}
