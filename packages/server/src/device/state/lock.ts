import { type Actor, isSameActor } from "../actors/actor.ts";
import type { Assumptions } from "../assumptions.ts";
import { Refusal } from "../refusal.ts";

/**
 * The configuration lock, which REST clients share with the users of the ACLI and the GUI. It
 * belongs to the token, not to the user: another token of the same user is another owner.
 */
export class Lock {
  readonly #assumptions: Pick<Assumptions, "lockAgain">;
  /** Who holds it. */
  owner: Actor | undefined;

  constructor(assumptions: Pick<Assumptions, "lockAgain">) {
    this.#assumptions = assumptions;
  }

  /**
   * Takes the lock.
   *
   * @throws {Refusal} `locked-by-another`, and where it is assumed to whoever holds it already
   */
  take(by: Actor): void {
    const isKept = this.#assumptions.lockAgain === "kept" && this.isHeldBy(by);
    if (this.owner !== undefined && !isKept) throw new Refusal("locked-by-another");
    this.owner = by;
  }

  isHeldBy(by: Actor): boolean {
    return this.owner !== undefined && isSameActor(this.owner, by);
  }

  /** @throws {Refusal} `lock-not-held` where nobody holds it, `locked-by-another` where another does. */
  require(by: Actor): void {
    if (this.owner === undefined) throw new Refusal("lock-not-held");
    this.requireNoOther(by);
  }

  /** @throws {Refusal} `locked-by-another` where another holds it. */
  requireNoOther(by: Actor): void {
    if (this.owner !== undefined && !this.isHeldBy(by)) throw new Refusal("locked-by-another");
  }

  /** Gives up the lock; whoever does not hold it gives up nothing. */
  release(by: Actor): void {
    if (this.isHeldBy(by)) this.owner = undefined;
  }

  /** Hands the lock on, if it is held by the token that was renewed. */
  pass(from: Actor, to: Actor): void {
    if (this.isHeldBy(from)) this.owner = to;
  }

  /** Frees the lock, whoever holds it. */
  clear(): void {
    this.owner = undefined;
  }
}
