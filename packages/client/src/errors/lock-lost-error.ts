import { AsyncStatusError } from "./asyncstatus-error.ts";

/**
 * The token that held the configuration lock has ended, and the lock with it. Logging in anew does
 * not bring it back: it has to be taken again, and others may have changed things meanwhile.
 */
export class LockLostError extends AsyncStatusError {
  override readonly name = "LockLostError";
  readonly code = "lock-lost";

  constructor(why: string, cause?: unknown) {
    super(`The configuration lock is lost: ${why}. Take it again.`, { cause });
  }
}
