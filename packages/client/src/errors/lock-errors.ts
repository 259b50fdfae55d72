import { AsyncStatusError, asError, sentence } from "./asyncstatus-error.ts";

const lossReasons = {
  "token-expired": "its token expired",
  "token-refused": "the device rejected its token",
  "renewal-unanswered":
    "the response to a token renewal never arrived, so the lock may now belong to a token that this session " +
    "does not have. It becomes free when that token expires, within ten minutes",
  "not-held": "the device reports that this session does not hold it",
} as const;

/** The reason why a lock is lost. */
export type LockLossReason = keyof typeof lossReasons;

/**
 * The configuration lock was lost, because its token expired or the device released it. A new login does
 * not restore it. Acquire it again; other users may have changed the configuration meanwhile.
 */
export class LockLostError extends AsyncStatusError {
  override readonly name = "LockLostError";
  readonly code = "lock-lost";
  readonly reason: LockLossReason;
  /** True if the lock may still be held by a token of this session, until that token expires. */
  readonly mayBeHeld: boolean;

  constructor(reason: LockLossReason, cause?: unknown) {
    super(`The configuration lock was lost: ${lossReasons[reason]}. Acquire it again.`, { cause });
    this.reason = reason;
    this.mayBeHeld = reason === "renewal-unanswered" || reason === "token-refused";
  }
}

/** Describes the lock that may remain after an attempt to release it failed. */
function describeLeftLock(error: Error): string {
  if (!(error instanceof LockLostError)) {
    return `The configuration lock could not be released, and may be held until its token expires, within ten minutes: ${error.message}`;
  }
  return error.mayBeHeld
    ? "The device may still hold the lost configuration lock until its token expires, within ten minutes."
    : "If the device still processes the request for the configuration lock, the lock stays held until its token expires, within ten minutes.";
}

/**
 * The request failed, and the configuration lock may still be held: the device did not respond to the
 * attempts to release it. The lock expires with its token, within ten minutes.
 */
export class LockNotReleasedError extends AsyncStatusError {
  override readonly name = "LockNotReleasedError";
  readonly code = "lock-not-released";
  /** The reason why the request failed. */
  override readonly cause: Error;
  /** The reason why the lock could not be released. */
  readonly releaseError: Error;

  constructor(cause: unknown, releaseError: unknown) {
    const [failure, releaseFailure] = [asError(cause), asError(releaseError)];
    super(`${sentence(failure.message)} ${describeLeftLock(releaseFailure)}`);
    this.cause = failure;
    this.releaseError = releaseFailure;
  }
}
