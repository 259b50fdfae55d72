// The referee is refereed: whatever is wrong with an answer has to be seen by what we call verification.

import { restVersions } from "@asyncstatus/client";
import { beforeAll, expect, test } from "vitest";
import { type Explanation, explanations } from "./explanations.ts";
import { tableOf } from "./table.ts";
import { isCaught, type Trial, tryMutants } from "./try-mutants.ts";

const minutesMs = 60_000;
let trials: Trial[];
let survivors: Trial[];

beforeAll(async () => {
  trials = (await Promise.all(restVersions.map(tryMutants))).flat();
  survivors = trials.filter(({ judgement }) => !isCaught(judgement));
}, 10 * minutesMs);

test("at least 95 % of the wrong answers are caught", () => {
  const rate = 1 - survivors.length / trials.length;
  console.log(`${tableOf(trials)}\n\n${(100 * rate).toFixed(1)} % caught`);
  expect(rate).toBeGreaterThanOrEqual(0.95);
});

test("what is not caught is what is listed, one by one and with a reason", async () => {
  const lines = survivors.map((trial) => {
    const { version, interaction, kind, what } = trial;
    const because = explanationOf(trial)?.because ?? "UNEXPLAINED";
    return [version, interaction.description, kind, what, because].join(" | ");
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
