import type { z } from "zod";
import type { Scenario } from "./scenario.ts";
import { ScenarioError, type ScenarioProblem } from "./scenario-error.ts";
import { scenarioSchema } from "./scenario-schema.ts";

/** A way into an object. */
export type Path = readonly PropertyKey[];

/** Finds the place of a value, or of its key, in the text that it was read from. */
export type Locate = (path: Path, isKey: boolean) => Pick<ScenarioProblem, "line" | "column">;

/**
 * Checks that a value is a scenario.
 *
 * @param source What it is known by, for the error.
 * @param locate Finds the place of a part in the text that the value was read from.
 * @throws {ScenarioError}
 */
export function checkScenario(
  value: unknown,
  source: string,
  locate: Locate = () => ({}),
): Scenario {
  return checkValue(scenarioSchema, value, source, locate);
}

/** The same for anything that scenarios are made of. @throws {ScenarioError} */
export function checkValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  source: string,
  locate: Locate = () => ({}),
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const place =
      issue.code === "unrecognized_keys"
        ? locate([...issue.path, issue.keys[0] ?? ""], true)
        : locate(issue.path, false);
    return { ...place, path: pathText(issue.path), message: messageOf(issue) };
  });
  throw new ScenarioError(source, problems);
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "unrecognized_keys") return issue.message;
  return `Unknown here: ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`;
}

function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
