import type { AccessToken, Actor } from "./actor.ts";
import { Refusal } from "./refusal.ts";

/**
 * The configuration lock, which REST clients share with the users of the ACLI and the GUI. It
 * belongs to the token, not to the user: another token of the same user is another owner.
 */
export class Lock {
  #owner: Actor | undefined;

  /**
   * Takes the lock. Who holds it already goes on holding it (assumed).
   *
   * @throws {Refusal} `locked-by-another`
   */
  take(by: Actor): void {
    if (this.#owner !== undefined && this.#owner !== by) throw new Refusal("locked-by-another");
    this.#owner = by;
  }

  /** @throws {Refusal} `lock-not-held` where nobody holds it, `locked-by-another` where another does. */
  require(by: Actor): void {
    if (this.#owner === undefined) throw new Refusal("lock-not-held");
    if (this.#owner !== by) throw new Refusal("locked-by-another");
  }

  /** Gives up the lock; whoever does not hold it gives up nothing. */
  release(by: Actor): void {
    if (this.#owner === by) this.#owner = undefined;
  }

  /** Hands the lock on, if it is held by the token that was renewed. */
  pass(from: AccessToken, to: AccessToken): void {
    if (this.#owner === from) this.#owner = to;
  }

  /** Frees the lock, whoever holds it. */
  clear(): void {
    this.#owner = undefined;
  }
}
