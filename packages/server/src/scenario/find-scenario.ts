import type { Scenario } from "./scenario.ts";
import { ScenarioError } from "./scenario-error.ts";
import { shippedScenarios } from "./shipped-scenarios.ts";

/** A scenario that comes with the device. */
export type ScenarioName = keyof typeof shippedScenarios;

/** The names of the scenarios that come with the device. */
export const scenarioNames = Object.keys(shippedScenarios) as readonly ScenarioName[];

/**
 * The scenario of a name, or the one that is given, checked.
 *
 * @throws {ScenarioError} where there is none of this name, or where it is wrong
 */
export async function findScenario(given: ScenarioName | Scenario): Promise<Scenario> {
  if (typeof given === "string") {
    // Not by the name itself: an object also has properties that nobody gave it.
    const found = Object.entries<Scenario>(shippedScenarios).find(([name]) => name === given);
    if (found) return found[1];
    const message = `There is no such scenario; there are ${scenarioNames.join(", ")}`;
    throw new ScenarioError(given, [{ path: "", message }]);
  }
  // Takes a tenth of a second to load, which whoever names a scenario is spared.
  const { checkScenario } = await import("./check-scenario.ts");
  return checkScenario(given, "scenario");
}

/**
 * Reads a scenario from its text, YAML or JSON.
 *
 * @param source The name of the file, for the error.
 * @throws {ScenarioError} with a line for each problem, as `file:line:column: …`
 */
export async function readScenario(text: string, source?: string): Promise<Scenario> {
  const { readScenario: read } = await import("./read-scenario.ts");
  return read(text, source);
}
