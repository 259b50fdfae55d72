/** Returns the number of the chosen option, from 0 on. The first option is the ordinary one. */
export type Choose = (options: number) => number;

/**
 * Repeats a run with every sequence of choices in which at most `deviations` are not the first option.
 *
 * @param run Must make the same choices after the same earlier ones. Returns true to end the exploration.
 * @returns The number of runs.
 */
export async function exploreRuns(
  deviations: number,
  run: (choose: Choose) => Promise<boolean>,
): Promise<number> {
  let runs = 0;
  // Sequences with fewer deviations come first, so that the first counterexample is a simple one.
  let level: (readonly number[])[] = [[]];
  for (let left = deviations; level.length > 0; left -= 1) {
    const next: number[][] = [];
    for (const prefix of level) {
      const counts: number[] = [];
      const isOver = await run((options) => {
        counts.push(options);
        return prefix[counts.length - 1] ?? 0;
      });
      runs += 1;
      if (isOver) return runs;
      if (left === 0) continue;
      for (const [index, options] of counts.entries()) {
        if (index < prefix.length) continue;
        const before = [...prefix, ...Array<number>(index - prefix.length).fill(0)];
        for (let option = 1; option < options; option += 1) next.push([...before, option]);
      }
    }
    level = next;
  }
  return runs;
}
