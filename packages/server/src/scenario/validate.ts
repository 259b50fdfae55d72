import { describePath } from "@asyncstatus/model/text";
import { mismatches, type Path } from "./json-schema.ts";
import { ScenarioError, type ScenarioProblem } from "./scenario-error.ts";
import type { Validated } from "./validated.ts";

/** Finds the place of a value, or of its key, in the text that it was read from. */
export type Locate = (path: Path, isKey: boolean) => Pick<ScenarioProblem, "line" | "column">;

/**
 * Validates a scenario or a body of the control interface.
 *
 * @param source The name of the value, for the error.
 * @throws {ScenarioError}
 */
export function validate<Name extends keyof Validated>(
  name: Name,
  value: unknown,
  source: string,
  locate: Locate = () => ({}),
): Validated[Name] {
  const problems = mismatches(name, value).map(({ path, message, isKey = false }) => ({
    ...locate(path, isKey),
    path: describePath(path),
    message,
  }));
  if (problems.length > 0) throw new ScenarioError(source, problems);
  // The schema was generated from the type.
  return value as Validated[Name];
}
