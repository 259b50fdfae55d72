import { type Change, largest, type Size, sizes } from "./compare.ts";

/** The result of comparing changes of the specification with the changesets. */
export interface Verdict {
  readonly passes: boolean;
  readonly text: string;
}

/** Checks that the largest new changeset is at least as large as the changes. */
export function judge(changes: readonly Change[], given: Size, base: string): Verdict {
  const needed = largest(changes.map(({ size }) => size));
  if (needed === "none") return { passes: true, text: `No change of spec/ since ${base}.` };
  const passes = sizes.indexOf(given) >= sizes.indexOf(needed);
  const bySize = changes.toSorted((a, b) => sizes.indexOf(b.size) - sizes.indexOf(a.size));
  const text = [
    `A ${needed} change of spec/ since ${base}:`,
    ...bySize.map(({ size, place, what }) => `${size.padEnd(5)}  ${place}: ${what}`),
    `The largest new changeset of @asyncstatus/spec is ${given}.`,
    ...(passes ? [] : [`Add one that is ${needed}: npx -y pnpm@12 changeset`]),
  ];
  return { passes, text: text.join("\n") };
}
