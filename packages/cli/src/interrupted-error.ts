/** Ctrl-C, before anything was submitted. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("Interrupted. Nothing was submitted.");
  }
}
