import { AsyncStatusError } from "./asyncstatus-error.ts";

/** An invalid option, detected before anything is sent. */
export class OptionError extends AsyncStatusError {
  override readonly name = "OptionError";
  readonly code = "invalid-option";
  /** The path of the option, such as `host` or `credentials.user`. */
  readonly option: string;
  /** The message without the option. */
  readonly reason: string;

  constructor(option: string, reason: string) {
    super(`Option ${option}: ${reason}`);
    this.option = option;
    this.reason = reason;
  }
}

/**
 * Checks a time in milliseconds.
 *
 * @throws {OptionError} If it is not a finite number, 0 or more.
 */
export function requireDuration(option: string, ms: unknown): void {
  if (typeof ms !== "number" || !Number.isFinite(ms) || ms < 0) {
    throw new OptionError(
      option,
      `expected 0 or more milliseconds, got ${typeof ms === "number" ? ms : typeof ms}`,
    );
  }
}
