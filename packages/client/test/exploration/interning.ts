/** A value with a number that identifies it: equal values have the same number. */
export interface Interned<Value> {
  readonly id: number;
  readonly value: Value;
}

/** Numbers values, so that states can be compared by the numbers of their parts. */
export class Interning<Value> {
  readonly #keyOf: (value: Value) => string;
  readonly #known = new Map<string, Interned<Value>>();

  /** @param keyOf Returns a text that identifies the value. */
  constructor(keyOf: (value: Value) => string) {
    this.#keyOf = keyOf;
  }

  of(value: Value): Interned<Value> {
    const key = this.#keyOf(value);
    const known = this.#known.get(key);
    if (known) return known;
    const interned = { id: this.#known.size, value };
    this.#known.set(key, interned);
    return interned;
  }
}
