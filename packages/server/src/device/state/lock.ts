import { type Actor, isSameActor } from "../actor.ts";
import type { Assumptions } from "../assumptions.ts";
import { Refusal } from "../refusal.ts";

/**
 * The configuration lock, which REST clients share with ACLI and GUI users. A REST client holds it by
 * its token: another token of the same user is another owner.
 */
export class Lock {
  readonly #assumptions: Pick<Assumptions, "lockAgain">;
  owner: Actor | undefined;

  constructor(assumptions: Pick<Assumptions, "lockAgain">) {
    this.#assumptions = assumptions;
  }

  /** Acquires the lock. @throws {Refusal} `locked-by-another` */
  acquire(by: Actor): void {
    const isKept = this.#assumptions.lockAgain === "kept" && this.isHeldBy(by);
    if (this.owner !== undefined && !isKept) throw new Refusal("locked-by-another");
    this.owner = by;
  }

  isHeldBy(by: Actor): boolean {
    return this.owner !== undefined && isSameActor(this.owner, by);
  }

  /** @throws {Refusal} `lock-not-held` if the lock is free, `locked-by-another` if another holds it. */
  require(by: Actor): void {
    if (this.owner === undefined) throw new Refusal("lock-not-held");
    this.requireNoOther(by);
  }

  /** @throws {Refusal} `locked-by-another` if another holds the lock. */
  requireNoOther(by: Actor): void {
    if (this.owner !== undefined && !this.isHeldBy(by)) throw new Refusal("locked-by-another");
  }

  /** Releases the lock, if the actor holds it. */
  release(by: Actor): void {
    if (this.isHeldBy(by)) this.owner = undefined;
  }

  /** Passes the lock to a renewed token, if the old one holds it. */
  pass(from: Actor, to: Actor): void {
    if (this.isHeldBy(from)) this.owner = to;
  }

  /** Releases the lock, whoever holds it. */
  clear(): void {
    this.owner = undefined;
  }
}
