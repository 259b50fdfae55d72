/** One problem of a scenario. */
export interface ScenarioProblem {
  /** The place in the text, from 1. Absent if the scenario is an object. */
  readonly line?: number;
  readonly column?: number;
  /** The place in the object, such as `faults[0].nth`. Empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A scenario is invalid. The message has a line for each problem: `file:line:column: path: message`. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly code = "scenario-invalid";
  /** The file, or another name of the scenario. */
  readonly source: string;
  readonly problems: readonly ScenarioProblem[];

  constructor(source: string, problems: readonly ScenarioProblem[]) {
    super(problems.map((problem) => lineOf(source, problem)).join("\n"));
    this.source = source;
    this.problems = problems;
  }
}

function lineOf(source: string, { line, column, path, message }: ScenarioProblem): string {
  const place = [source, line, column].filter((part) => part !== undefined).join(":");
  return [place, path, message].filter((part) => part !== "").join(": ");
}
