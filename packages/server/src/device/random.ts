/**
 * The Mulberry32 generator of random numbers: the same numbers for the same seed. Its state is one
 * number, so that snapshots can contain it. Not for secrets.
 */
export class Random {
  /** An unsigned 32-bit number. */
  state: number;

  constructor(state: number) {
    this.state = state >>> 0;
  }

  /** Draws a number from 0 (included) to 1 (excluded). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns true with the given probability. Draws nothing if it is 1 or more. */
  chance(probability: number): boolean {
    return probability >= 1 || this.next() < probability;
  }

  /** Draws an integer between two bounds, both included. Draws nothing if they are equal. */
  between(min: number, max: number): number {
    return min === max ? min : min + Math.floor(this.next() * (max - min + 1));
  }

  /** Draws an exponentially distributed interval with the given mean, in whole milliseconds. */
  interval(meanMs: number): number {
    return Math.round(-Math.log1p(-this.next()) * meanMs);
  }

  /** Picks a name by weight. Returns undefined if no weight is above 0. */
  pick<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>): Name | undefined {
    // Object.entries loses the type of the names.
    const entries = Object.entries(weights) as [Name, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return undefined;
  }
}

/**
 * Creates one of several independent generators from one seed, so that, for example, more polls of a
 * client do not change what the simulated actors do.
 */
export function randomStream(seed: number, index: number): Random {
  const start = new Random(seed ^ Math.imul(index, 0x9e3779b9));
  return new Random(Math.floor(start.next() * 2 ** 32));
}

/** Returns a random seed, an unsigned 32-bit number. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
