/** What was asked for cannot be meant, or a setting is missing or wrong. Nothing was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What to do about it. */
  readonly hint: string | undefined;

  /** @param what says where it is too, as in `asyncstatus.config.yaml:3: …` */
  constructor(what: string, hint?: string) {
    super(what);
    this.hint = hint;
  }
}
