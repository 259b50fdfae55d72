/**
 * Random numbers that are the same again for the same seed (Mulberry32). All that there is of it is
 * one number, so that a device can be written down in the middle. Nothing secret comes from it.
 */
export class Random {
  /** From where it goes on; an unsigned number of 32 bits. */
  state: number;

  constructor(state: number) {
    this.state = state >>> 0;
  }

  /** A number from 0 up to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Whether something happens that happens with this chance. Certain things draw no number. */
  chance(chance: number): boolean {
    return chance >= 1 || this.next() < chance;
  }

  /** A whole number of milliseconds between two, both included. */
  between(minMs: number, maxMs: number): number {
    return minMs === maxMs ? minMs : minMs + Math.floor(this.next() * (maxMs - minMs + 1));
  }

  /** How long it is, in whole milliseconds, until what comes so often on average comes again. */
  interval(meanMs: number): number {
    return Math.round(-Math.log1p(-this.next()) * meanMs);
  }

  /** One of these, each as often as its weight has it; undefined where no weight is above 0. */
  pick<Name extends string>(weights: Readonly<Partial<Record<Name, number>>>): Name | undefined {
    // Object.entries forgets the names.
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
 * The start of one of several sequences from one seed. What draws from one of them then does not
 * move the others: a client that looks more often does not change what other users do.
 */
export function sequence(seed: number, nth: number): Random {
  const start = new Random(seed ^ Math.imul(nth, 0x9e3779b9));
  return new Random(Math.floor(start.next() * 2 ** 32));
}

/** A seed that nobody has chosen, an unsigned number of 32 bits. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
