import { type Actor, isSameActor } from "../actor.ts";
import type { Assumptions } from "../assumptions.ts";
import { Refusal } from "../refusal.ts";

/**
 * The configuration lock, which REST clients share with ACLI and GUI users. A REST client holds it by
 * its token: another token of the same user is another owner.
 */
export class Lock {
  readonly #assumptions: Pick<Assumptions, "lockAgain">;
  /** The holder of the lock, if there is one. */
  state: { readonly owner?: Actor } = {};

  constructor(assumptions: Pick<Assumptions, "lockAgain">) {
    this.#assumptions = assumptions;
  }

  /** Acquires the lock. @throws {Refusal} `locked-by-another` */
  acquire(by: Actor): void {
    const isKept = this.#assumptions.lockAgain === "kept" && this.isHeldBy(by);
    if (this.state.owner !== undefined && !isKept) throw new Refusal("locked-by-another");
    this.state = { owner: by };
  }

  isHeldBy(by: Actor): boolean {
    return this.state.owner !== undefined && isSameActor(this.state.owner, by);
  }

  /** @throws {Refusal} `lock-not-held` if the lock is free, `locked-by-another` if another holds it. */
  require(by: Actor): void {
    if (this.state.owner === undefined) throw new Refusal("lock-not-held");
    this.requireNoOther(by);
  }

  /** @throws {Refusal} `locked-by-another` if another holds the lock. */
  requireNoOther(by: Actor): void {
    if (this.state.owner !== undefined && !this.isHeldBy(by))
      throw new Refusal("locked-by-another");
  }

  /** Releases the lock, if the actor holds it. */
  release(by: Actor): void {
    if (this.isHeldBy(by)) this.state = {};
  }

  /** Passes the lock to a renewed token, if the old one holds it. */
  pass(from: Actor, to: Actor): void {
    if (this.isHeldBy(from)) this.state = { owner: to };
  }

  /** Releases the lock of any holder. */
  clear(): void {
    this.state = {};
  }
}
