import { expect, test } from "vitest";
import { findScenario, readScenario, type ScenarioName, scenarioNames } from "./find-scenario.ts";
import { ScenarioError } from "./scenario-error.ts";

test("a scenario is found by its name", async () => {
  const { description } = await findScenario("superseded-by-acli");
  expect(description).toMatch(/^While our activate is in progress/);
});

test.each(["superseded", "", "__proto__", "constructor"])(
  "there is no scenario named '%s', and the error says which there are",
  async (name) => {
    const found = findScenario(name as ScenarioName);
    await expect(found).rejects.toThrow(ScenarioError);
    await expect(found).rejects.toThrow(scenarioNames.join(", "));
  },
);

test("a scenario that comes as an object is checked", async () => {
  const scenario = { description: "x", durations: { save: "1 s" } };
  expect(await findScenario(scenario)).toEqual(scenario);
  const wrong = { description: "x", durations: { save: "soon" } };
  await expect(findScenario(wrong)).rejects.toThrow("scenario: durations.save: Expected");
});

test("a scenario is read from its text", async () => {
  expect(await readScenario("description: x")).toEqual({ description: "x" });
  await expect(readScenario("x", "mine.yaml")).rejects.toThrow("mine.yaml:1:1");
});
