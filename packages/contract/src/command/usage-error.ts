/** An invalid command line, setting or file, found before anything was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** Instructions to fix it. */
  readonly hint: string | undefined;

  /** @param message Includes the place, as in `asyncstatus.config.yaml:3: …`. */
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
