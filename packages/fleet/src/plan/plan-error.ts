import { type DocumentProblem, describeProblem } from "@asyncstatus/model/text";

/** A problem of a plan. */
export type PlanProblem = DocumentProblem;

/** A plan is invalid. The message has a line for each problem: `file:line:column: path: message`. */
export class PlanError extends Error {
  override readonly name = "PlanError";
  readonly code = "plan-invalid";
  /** The name of the file. */
  readonly source: string;
  readonly problems: readonly PlanProblem[];

  constructor(source: string, problems: readonly PlanProblem[]) {
    super(problems.map((problem) => describeProblem(source, problem)).join("\n"));
    this.source = source;
    this.problems = problems;
  }
}
