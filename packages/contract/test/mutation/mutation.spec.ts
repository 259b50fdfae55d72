// Changes every response in every way, to show that the verification detects wrong responses.

import { restVersions } from "@asyncstatus/client";
import { beforeAll, expect, test } from "vitest";
import { type Explanation, explanations } from "./explanations.ts";
import { isDetected, type Trial, tryMutants } from "./try-mutants.ts";

const minutesMs = 60_000;
let trials: Trial[];
let survivors: Trial[];

beforeAll(async () => {
  trials = (await Promise.all(restVersions.map(tryMutants))).flat();
  survivors = trials.filter(({ result }) => !isDetected(result));
}, 10 * minutesMs);

test("detects at least 96% of the mutants that are not equivalent", () => {
  // In another order that is valid too, a response is as correct as before.
  const equivalent = survivors.filter(({ kind }) => kind === "order").length;
  const count = trials.length - equivalent;
  const rate = 1 - (survivors.length - equivalent) / count;
  console.log(`${count} mutants, ${(100 * rate).toFixed(1)}% detected`);
  expect(rate).toBeGreaterThanOrEqual(0.96);
});

test("every survivor is listed with a reason", async () => {
  const lines = survivors.map((trial) => {
    const { version, interaction, kind, what } = trial;
    const reason = explanationOf(trial)?.reason ?? "UNEXPLAINED";
    return [version, interaction.description, kind, what, reason].join(" | ");
  });
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("survivors.txt");
  expect(lines.filter((line) => line.endsWith("UNEXPLAINED"))).toEqual([]);
});

test("every explanation is needed", () => {
  const needed = new Set(survivors.map(explanationOf));
  expect(explanations.filter((explanation) => !needed.has(explanation))).toEqual([]);
});

function explanationOf(trial: Trial): Explanation | undefined {
  return explanations.find(({ kind, what }) => kind === trial.kind && what.test(trial.what));
}
