import { AsyncStatusError, asError } from "./asyncstatus-error.ts";

const lossReasons = {
  "token-expired": "its token has expired",
  "token-refused": "the device refused its token",
  "renewal-unanswered":
    "the response to a renewal was lost, so it may belong to a token that this session does not know, until " +
    "that token ends, within ten minutes",
  "not-held": "the device reports that this session does not hold it",
} as const;

/** The reason why a lock is lost. */
export type LockLossReason = keyof typeof lossReasons;

/**
 * The configuration lock is lost, because its token has ended or the device released it. A new login
 * does not restore it. Acquire it again; other users may have changed the configuration meanwhile.
 */
export class LockLostError extends AsyncStatusError {
  override readonly name = "LockLostError";
  readonly code = "lock-lost";
  readonly reason: LockLossReason;
  /** True if the lock may still be held by a token of this session, until that token ends. */
  readonly mayBeHeld: boolean;

  constructor(reason: LockLossReason, cause?: unknown) {
    super(`The configuration lock is lost: ${lossReasons[reason]}. Acquire it again.`, { cause });
    this.reason = reason;
    this.mayBeHeld = reason === "renewal-unanswered" || reason === "token-refused";
  }
}

/**
 * The request failed, and the configuration lock may still be held: the device did not respond to the
 * attempts to release it. The lock ends with its token, within ten minutes.
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
    super(
      releaseFailure instanceof LockLostError
        ? `${failure.message} (if the device still processes the request for the configuration lock, the lock is held until its token ends)`
        : `${failure.message} (and the configuration lock may still be held until its token ends: ${releaseFailure.message})`,
    );
    this.cause = failure;
    this.releaseError = releaseFailure;
  }
}
