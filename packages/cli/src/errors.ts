/** An invalid command line or setting. Nothing was sent. */
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

/** A host that doesn't answer. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** Ctrl-C before anything was submitted. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("Interrupted. Nothing was submitted.");
  }
}
