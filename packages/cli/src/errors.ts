import { UsageError } from "@asyncstatus/contract/options";
import { type DocumentProblem, describeProblem } from "@asyncstatus/model/text";

export { UsageError };

/** Returns the error of a file that has problems, with a line for each. */
export function problemsError(error: {
  readonly source: string;
  readonly problems: readonly DocumentProblem[];
}): UsageError {
  return new UsageError(error.problems.map((problem) => describeProblem(error.source, problem)));
}

/** Options or arguments that the parser accepts, but the command doesn't. Is shown with the command's usage. */
export class CommandLineError extends UsageError {}

/** A host that doesn't answer. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** The ledger of a rollout can't be written. Units may be in progress. */
export class LedgerFullError extends Error {
  override readonly name = "LedgerFullError";
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** A question that wasn't answered with yes. Nothing was submitted. */
export class NotConfirmedError extends Error {
  override readonly name = "NotConfirmedError";

  constructor() {
    super("not confirmed; nothing was submitted");
  }
}

/** Ctrl-C before anything was submitted. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("Interrupted. Nothing was submitted.");
  }
}
