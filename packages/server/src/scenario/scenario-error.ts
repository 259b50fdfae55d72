import { type DocumentProblem, describeProblem } from "@asyncstatus/model/text";

/** One problem of a scenario. */
export type ScenarioProblem = DocumentProblem;

/** A scenario is invalid. The message has a line for each problem: `file:line:column: path: message`. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly code = "scenario-invalid";
  /** The file, or another name of the scenario. */
  readonly source: string;
  readonly problems: readonly ScenarioProblem[];

  constructor(source: string, problems: readonly ScenarioProblem[]) {
    super(problems.map((problem) => describeProblem(source, problem)).join("\n"));
    this.source = source;
    this.problems = problems;
  }
}
