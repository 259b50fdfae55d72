import { type Change, largest, type Size, sizes } from "./change.ts";
import type { Changeset } from "./changesets.ts";

/** What is said of a change, and whether it may go on. */
export interface Verdict {
  readonly passes: boolean;
  readonly text: string;
}

/** Says how large a change of the specification is, and whether the changesets are as large. */
export function judgeChange(
  changes: readonly Change[],
  changesets: readonly Changeset[],
  why: string,
): Verdict {
  const needed = largest(changes.map(({ size }) => size));
  const given = largest(changesets.map(({ size }) => size));
  const bySize = changes.toSorted((a, b) => sizes.indexOf(b.size) - sizes.indexOf(a.size));
  const lines = bySize.map(({ size, place, what }) => `${size.padEnd(5)}  ${place}: ${what}`);
  const against = `The specification, compared with ${why}`;
  if (needed === "none") return { passes: true, text: `${against}: no change.` };
  const found = [`${against}, is a ${needed} change:`, ...lines].join("\n");
  const passes = sizes.indexOf(given) >= sizes.indexOf(needed);
  return { passes, text: `${found}\n${passes ? fits(given) : lacks(given, needed)}` };
}

function fits(given: Size): string {
  return `A changeset says so (${given}).`;
}

function lacks(given: Size, needed: Size): string {
  const largestGiven = given === "none" ? "There is no new changeset" : `The largest is ${given}`;
  return `${largestGiven}, and this needs one that is ${needed}. Run: npx -y pnpm@12 changeset`;
}
