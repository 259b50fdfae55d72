import { AsyncStatusError } from "./asyncstatus-error.ts";

/** An option that cannot be used, found before anything is sent. */
export class OptionError extends AsyncStatusError {
  override readonly name = "OptionError";
  readonly code = "invalid-option";
  /** The option, as in `host` or `credentials.user`. */
  readonly option: string;
  /** The message without the option. */
  readonly reason: string;

  constructor(option: string, reason: string) {
    super(`Option ${option}: ${reason}`);
    this.option = option;
    this.reason = reason;
  }
}
