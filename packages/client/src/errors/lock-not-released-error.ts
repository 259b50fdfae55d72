import { AsyncStatusError } from "./asyncstatus-error.ts";

/**
 * What was asked for did not come about, and the configuration lock may be left behind: the device did
 * not answer the tries to release it. It is free when its token ends, ten minutes later at the latest.
 */
export class LockNotReleasedError extends AsyncStatusError {
  override readonly name = "LockNotReleasedError";
  readonly code = "lock-left";
  /** Why it did not come about. */
  override readonly cause: Error;
  /** Why the lock could not be released. */
  readonly releaseError: Error;

  constructor(cause: unknown, releaseError: unknown) {
    const [why, whyLeft] = [asError(cause), asError(releaseError)];
    super(
      `${why.message} (and the configuration lock may be left behind until its token ends: ${whyLeft.message})`,
    );
    this.cause = why;
    this.releaseError = whyLeft;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
