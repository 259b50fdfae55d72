import { shippedScenarios } from "../gen/shipped-scenarios.ts";
import { ScenarioError } from "./scenario-error.ts";
import type { Scenario } from "./validated.ts";

// The generated module cannot import the type.
const scenarios: Readonly<Record<string, Scenario>> = shippedScenarios;

/** The name of a scenario of the package. */
export type ScenarioName = keyof typeof shippedScenarios;

/** The names of the scenarios of the package. */
export const scenarioNames = Object.keys(shippedScenarios) as readonly ScenarioName[];

/**
 * Returns the scenario of a name, or validates the given one.
 *
 * @throws {ScenarioError} If there is no such scenario, or if it is invalid.
 */
export async function findScenario(given: ScenarioName | Scenario): Promise<Scenario> {
  if (typeof given !== "string") {
    // Loaded on demand, for programs that only name a scenario.
    const { validate } = await import("./validate.ts");
    return validate("scenario", given, "scenario");
  }
  // Not by index: an object also has inherited properties.
  const found = Object.entries(scenarios).find(([name]) => name === given);
  if (found) return found[1];
  const message = `No such scenario. Available: ${scenarioNames.join(", ")}`;
  throw new ScenarioError(given, [{ path: "", message }]);
}

/**
 * Reads a scenario from YAML or JSON.
 *
 * @param source The name of the file, for the error.
 * @throws {ScenarioError} With a line for each problem: `file:line:column: path: message`.
 */
export async function readScenario(text: string, source?: string): Promise<Scenario> {
  const { readScenario: read } = await import("./read-scenario.ts");
  return read(text, source);
}
