/** A set of non-negative numbers with 16 to 32 bytes each: a `Set` of millions needs much more. */
export class NumberSet {
  #slots = new Float64Array(1 << 16).fill(-1);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a number. Returns false if the set has it already. */
  add(value: number): boolean {
    if (!this.#put(value)) return false;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return true;
  }

  #put(value: number): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    // The lower and the upper half both count; Math.imul spreads them.
    let at = Math.imul(value ^ Math.imul(value / 2 ** 32, 0x9e3779b1), 0x85ebca6b);
    for (at = (at ^ (at >>> 15)) & mask; ; at = (at + 1) & mask) {
      if (slots[at] === value) return false;
      if (slots[at] === -1) break;
    }
    slots[at] = value;
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2).fill(-1);
    for (const value of before) if (value >= 0) this.#put(value);
  }
}
