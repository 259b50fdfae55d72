/** One thing that is wrong with a scenario. */
export interface ScenarioProblem {
  /** Where in its text, from 1; absent where it came as an object. */
  readonly line?: number;
  readonly column?: number;
  /** Where in the object, as in `faults[0].nth`; empty where it is all of it. */
  readonly path: string;
  /** What is wrong, and what was expected. */
  readonly message: string;
}

/** A scenario cannot be used. Its message has a line for each problem, as `file:line:column: …`. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly code = "scenario-invalid";
  /** The file, or whatever else the scenario is known by. */
  readonly source: string;
  readonly problems: readonly ScenarioProblem[];

  constructor(source: string, problems: readonly ScenarioProblem[]) {
    super(problems.map((problem) => line(source, problem)).join("\n"));
    this.source = source;
    this.problems = problems;
  }
}

function line(source: string, { line, column, path, message }: ScenarioProblem): string {
  const place = [source, line, column].filter((part) => part !== undefined).join(":");
  return path === "" ? `${place}: ${message}` : `${place}: ${path}: ${message}`;
}
