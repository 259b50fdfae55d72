/** A value with a number that is the same for equal values, and for no others. */
export interface Interned<Value> {
  readonly id: number;
  readonly value: Value;
}

/** Numbers values, so that states are compared by the numbers of what they consist of. */
export class Interning<Value> {
  readonly #keyOf: (value: Value) => string;
  readonly #known = new Map<string, Interned<Value>>();

  /** @param keyOf A text that is the same for equal values, and for no others. */
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
