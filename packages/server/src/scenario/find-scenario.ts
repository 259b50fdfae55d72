import { shippedScenarios } from "../gen/shipped-scenarios.ts";
import { ScenarioError } from "./scenario-error.ts";
import type { FleetScenario, Scenario } from "./validated.ts";

/** The name of a scenario in the package. */
export type ScenarioName = keyof typeof shippedScenarios;

/** The names of the scenarios of the package. */
export const scenarioNames = Object.keys(shippedScenarios) as readonly ScenarioName[];

/** Checks if a text is the name of a scenario in the package. */
export function isScenarioName(text: string): text is ScenarioName {
  // Not by index: an object also has inherited properties.
  return Object.hasOwn(shippedScenarios, text);
}

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
  if (isScenarioName(given)) return shippedScenarios[given];
  const message = `No such scenario. Available: ${scenarioNames.join(", ")}`;
  throw new ScenarioError(given, [{ path: "", message }]);
}

/**
 * Returns the scenario of a name, or validates the given one with its shares.
 *
 * @throws {ScenarioError} If there is no such scenario, or if it is invalid.
 */
export async function findFleetScenario(
  given: ScenarioName | FleetScenario,
): Promise<FleetScenario> {
  if (typeof given === "string") return findScenario(given);
  const { validate } = await import("./validate.ts");
  return validate("fleetScenario", given, "scenario");
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

/**
 * Reads a fleet scenario from YAML or JSON.
 *
 * @param source The name of the file, for the error.
 * @throws {ScenarioError} As {@link readScenario}.
 */
export async function readFleetScenario(text: string, source?: string): Promise<FleetScenario> {
  const { readFleetScenario: read } = await import("./read-scenario.ts");
  return read(text, source);
}
