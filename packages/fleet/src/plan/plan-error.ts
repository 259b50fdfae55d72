/** A problem of a plan. */
export interface PlanProblem {
  /** The place in the file, from 1. Absent if the plan isn't from a file. */
  readonly line?: number;
  readonly column?: number;
  /** The place in the plan, such as `waves[0].soak`. Empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A plan is invalid. The message has a line for each problem: `file:line:column: path: message`. */
export class PlanError extends Error {
  override readonly name = "PlanError";
  readonly code = "plan-invalid";
  /** The name of the file. */
  readonly source: string;
  readonly problems: readonly PlanProblem[];

  constructor(source: string, problems: readonly PlanProblem[]) {
    super(problems.map((problem) => lineOf(source, problem)).join("\n"));
    this.source = source;
    this.problems = problems;
  }
}

function lineOf(source: string, { line, column, path, message }: PlanProblem): string {
  const place = [source, line, column].filter((part) => part !== undefined).join(":");
  return [place, path, message].filter((part) => part !== "").join(": ");
}
