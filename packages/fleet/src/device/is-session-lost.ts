import {
  DeviceError,
  EditError,
  isTransient,
  LockLostError,
  LockNotReleasedError,
} from "@asyncstatus/client";

/**
 * Returns true if a session has lost its token or its lock, as after a suspension of the process. A new session can
 * continue.
 */
export function isSessionLost(error: unknown): boolean {
  if (error instanceof LockNotReleasedError) return isSessionLost(error.cause);
  if (!(error instanceof EditError)) {
    return error instanceof LockLostError || isRefused(error, "unauthorized");
  }
  const { cause, outcome, edit } = error;
  return outcome?.evidence.lock === "lost" || isLockLost(cause) || isLockLost(edit.restoreError);
}

/** The same for a request that needs the lock, which the session held before. */
export function isLockLost(error: unknown): boolean {
  return isSessionLost(error) || isRefused(error, "locked");
}

/** Returns true if a request failed for a reason that may pass, such as a connection that was reset. */
export function mayPass(error: unknown): boolean {
  const isAround = error instanceof EditError || error instanceof LockNotReleasedError;
  return isTransient(isAround ? error.cause : error);
}

function isRefused(error: unknown, code: DeviceError["code"]): boolean {
  return error instanceof DeviceError && error.code === code;
}
