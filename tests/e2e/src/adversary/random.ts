/** A range from which a value is drawn, both ends included. */
export type Range = readonly [min: number, max: number];

/** A seeded source of random values. */
export class Random {
  #state: number;

  /** @param keys Values that select the sequence, such as a name and a seed. */
  constructor(...keys: readonly (string | number)[]) {
    let hash = 0x811c9dc5;
    for (const character of keys.join("\n")) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
    this.#state = hash;
  }

  /** Returns a number from 0 to 1, exclusive. Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns an integer in the range. */
  between([min, max]: Range): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** Returns an integer in the range, with each order of magnitude equally likely. */
  magnitude([min, max]: Range): number {
    return Math.round((min + 1) * ((max + 1) / (min + 1)) ** this.next()) - 1;
  }

  /** Returns true with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Returns one of the values. */
  pick<Value>(values: readonly Value[]): Value {
    const value = values[Math.floor(this.next() * values.length)];
    if (value === undefined) throw new RangeError("there is nothing to pick");
    return value;
  }

  /** Returns a key, with a probability proportional to its value. */
  weighted<Key extends string>(weights: Readonly<Partial<Record<Key, number>>>): Key {
    const entries = Object.entries(weights) as [Key, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return this.pick(entries)[0];
  }
}
