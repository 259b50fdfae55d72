/** What is measured in turn with others, by name. */
export type Lanes<Results> = { readonly [Name in keyof Results]: () => Promise<Results[Name]> };

/**
 * Measures lanes in turn, so that what else the computer does falls on all of them. Each round begins
 * with another lane, and once each has begun one, they go backwards: what one leaves behind does not
 * always fall on the same next one. A first round, in which code gets warm and connections are made, does
 * not count.
 *
 * @returns what each lane gave, one a round
 */
export async function interleave<Results>(
  rounds: number,
  lanes: Lanes<Results>,
): Promise<{ [Name in keyof Results]: Results[Name][] }> {
  // Object.keys forgets the names' type, and a mapped type cannot be built up.
  const names = Object.keys(lanes) as (keyof Results)[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as {
    [Name in keyof Results]: Results[Name][];
  };
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % names.length;
    const order = [...names.slice(first), ...names.slice(0, first)];
    const backwards = Math.floor(round / names.length) % 2 === 1;
    for (const name of backwards ? order.toReversed() : order) {
      const result = await lanes[name]();
      if (round > 0) results[name].push(result);
    }
  }
  return results;
}

/**
 * The CPU time of this process for each of the units of work that `work` did, in microseconds: of all
 * threads, in the system's code too.
 *
 * @param work gives how many they were
 */
export async function cpuMicrosEach(work: () => Promise<number>): Promise<number> {
  const start = process.cpuUsage();
  const count = await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

/** The ratios of two lanes, round by round. */
export function ratios(of: readonly number[], to: readonly number[]): number[] {
  return of.map((figure, round) => figure / (to[round] ?? Number.NaN));
}
