import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Subjects to measure in turn, by name. */
export type Subjects<Results> = { readonly [Name in keyof Results]: () => Promise<Results[Name]> };

/**
 * Measures subjects in turn, so that other load on the computer affects all of them. Each round starts
 * with another subject, and the order alternates between forward and backward, so that no subject always
 * runs after the same one. A first round warms up code and connections and is not counted.
 *
 * @returns One result per subject and round.
 */
export async function interleave<Results>(
  rounds: number,
  subjects: Subjects<Results>,
): Promise<{ [Name in keyof Results]: Results[Name][] }> {
  const names = Object.keys(subjects) as (keyof Results)[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as {
    [Name in keyof Results]: Results[Name][];
  };
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % names.length;
    const order = [...names.slice(first), ...names.slice(0, first)];
    const isBackward = Math.floor(round / names.length) % 2 === 1;
    for (const name of isBackward ? order.toReversed() : order) {
      const result = await subjects[name]();
      if (round > 0) results[name].push(result);
    }
  }
  return results;
}

/**
 * Measures the CPU time of this process, all threads and system calls included, per unit of work.
 *
 * @param work Does the work and resolves to the number of units.
 * @returns Microseconds per unit.
 */
export async function cpuMicrosEach(work: () => Promise<number>): Promise<number> {
  const start = process.cpuUsage();
  const count = await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

/** Divides two series round by round. */
export function ratios(of: readonly number[], to: readonly number[]): number[] {
  return of.map((value, round) => value / (to[round] ?? Number.NaN));
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Memory of this process after a garbage collection, in bytes. */
export function memory(): { readonly heap: number; readonly resident: number } {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, resident: rss };
}
