export { UsageError } from "@asyncstatus/contract/options";

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
