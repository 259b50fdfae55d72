import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { largest, type Size, sizes } from "./change.ts";

/** One changeset: which packages it releases anew, and by how much. */
export interface Changeset {
  /** Its file, as in `.changeset/quick-cats-jump.md`. */
  readonly file: string;
  readonly size: Size;
}

/**
 * The size of a changeset: that of the package that it changes most. The published packages share one
 * version, so it does not matter which one that is.
 *
 * @throws {Error} where the text is no changeset
 */
export function sizeOfChangeset(file: string, text: string): Size {
  const [, front] = /^---\n(.*?)\n?---\n/s.exec(text) ?? [];
  const bumps: unknown = front === undefined ? undefined : (parse(front) ?? {});
  if (typeof bumps !== "object" || bumps === null) throw new Error(`${file} is no changeset.`);
  const found = Object.values(bumps).map((bump) => {
    const size = sizes.find((known) => known === bump);
    if (!size) throw new Error(`${file}: ${bump} is none of ${sizes.join(", ")}.`);
    return size;
  });
  return largest(found);
}

/** The changesets of a workspace that are not, word for word, in an earlier state of it. */
export function newChangesets(
  workspace: string,
  before: (file: string) => string | undefined,
): Changeset[] {
  const names = readdirSync(join(workspace, ".changeset")).filter(
    (name) => name.endsWith(".md") && name !== "README.md",
  );
  return names.flatMap((name) => {
    const file = `.changeset/${name}`;
    const text = readFileSync(join(workspace, file), "utf8");
    return before(file) === text ? [] : [{ file, size: sizeOfChangeset(file, text) }];
  });
}
