/** What keeps a provider from being put into a state. */
export type StateErrorCode =
  /** The request is not one of Pact's for a change of state. */
  | "invalid-request"
  /** There is no such state. */
  | "unknown-state"
  /** A parameter is missing, is not one of its words, or is none of the state's. */
  | "invalid-parameter"
  /** The handler threw; what it threw is the `cause`. */
  | "handler-failed";

/** A provider could not be put into a state. */
export class StateError extends Error {
  override readonly name = "StateError";
  readonly code: StateErrorCode;

  constructor(code: StateErrorCode, what: string, cause?: unknown) {
    super(what, { cause });
    this.code = code;
  }
}
