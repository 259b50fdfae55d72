/** Lets work begin or holds it back, and counts what has been done. */
export class Gate {
  /** Resolves when the gate opens; there is none while it is open. */
  #closed: PromiseWithResolvers<void> | undefined;
  /** Resolves when nothing is under way any more. */
  #drained: PromiseWithResolvers<void> | undefined;
  #underWay = 0;
  #done = 0;

  /** How much work has been done without an error. */
  get done(): number {
    return this.#done;
  }

  open(): void {
    this.#closed?.resolve();
    this.#closed = undefined;
  }

  /** Closes behind what is under way; resolves when that has ended. */
  async close(): Promise<void> {
    this.#closed ??= Promise.withResolvers();
    if (this.#underWay === 0) return;
    this.#drained = Promise.withResolvers();
    await this.#drained.promise;
  }

  /** Does some work as soon as the gate is open. */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#closed) await this.#closed.promise;
    this.#underWay += 1;
    try {
      const result = await work();
      this.#done += 1;
      return result;
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#drained?.resolve();
    }
  }
}
