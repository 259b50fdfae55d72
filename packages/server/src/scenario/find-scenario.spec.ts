import { expect, test } from "vitest";
import { findScenario, readScenario, type ScenarioName, scenarioNames } from "./find-scenario.ts";
import { ScenarioError } from "./scenario-error.ts";

test("finds a scenario by name", async () => {
  const { description } = await findScenario("superseded-by-acli");
  expect(description).toMatch(/^An ACLI user saves/);
});

test.each(["superseded", "", "__proto__", "constructor"])(
  "reports the available scenarios if there is no '%s'",
  async (name) => {
    const found = findScenario(name as ScenarioName);
    await expect(found).rejects.toThrow(ScenarioError);
    await expect(found).rejects.toThrow(scenarioNames.join(", "));
  },
);

test("validates a scenario given as an object", async () => {
  const scenario = { description: "x", durations: { save: "1 s" } };
  expect(await findScenario(scenario)).toEqual(scenario);
  const wrong = { description: "x", durations: { save: "soon" } };
  await expect(findScenario(wrong)).rejects.toThrow("scenario: durations.save: Expected");
});

test("reads a scenario from text", async () => {
  expect(await readScenario("description: x")).toEqual({ description: "x" });
  await expect(readScenario("x", "mine.yaml")).rejects.toThrow("mine.yaml:1:1");
});
