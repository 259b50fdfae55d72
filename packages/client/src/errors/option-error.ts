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

/**
 * Checks the names of options. A misspelled option would otherwise have no effect in plain JavaScript.
 *
 * @param path The option that has them, such as `tls`. Empty for the options themselves.
 * @throws {OptionError} If the options aren't an object, or one is unknown.
 */
export function requireKnownOptions(
  path: string,
  options: unknown,
  known: Readonly<Record<string, true>>,
): void {
  if (typeof options !== "object" || options === null) {
    const got = options === null ? "null" : typeof options;
    throw new OptionError(path || "options", `expected an object, got ${got}`);
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  const meant = Object.keys(known).find((name) => name.startsWith(unknown));
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  throw new OptionError(path ? `${path}.${unknown}` : unknown, `is not an option${hint}`);
}
