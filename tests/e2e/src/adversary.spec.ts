import { expect, test } from "vitest";
import { isExcused } from "./adversary/is-excused.ts";
import { profiles } from "./adversary/profiles.ts";
import { runScenarios, type ScenarioResult } from "./adversary/run-scenario.ts";

const seeds = Array.from({ length: 120 }, (_, index) => index + 1);

test.for(profiles.filter(({ breaks }) => breaks === undefined))(
  "reports nothing false: $name",
  async (profile) => {
    const results: ScenarioResult[] = [];
    await runScenarios(profile, seeds, (result) => results.push(result));
    const unexpected = results.flatMap(({ seed, falseVerdicts }) =>
      falseVerdicts
        .filter(({ kind }) => !isExcused(profile, kind))
        .map(({ text }) => `--profile "${profile.name}" --seed ${seed}: ${text}`),
    );
    expect(unexpected).toEqual([]);
    expect(results.length).toBe(seeds.length);
  },
);

test("replays a scenario by its seed", async () => {
  const [profile] = profiles.filter(({ name }) => name === "lost responses");
  if (!profile) throw new Error("no such profile");
  const replay = async (seeds: readonly number[]) => {
    const lines: string[] = [];
    await runScenarios(
      profile,
      seeds,
      () => {},
      (line) => lines.push(line),
    );
    return lines;
  };
  expect(await replay([7])).toEqual(await replay([7]));
});

test("finds an end of another system that is taken for the last one", async () => {
  const profile = profiles.find(({ name }) => name === "two systems");
  if (!profile) throw new Error("no such profile");
  const kinds = new Set<string>();
  await runScenarios(profile, seeds, ({ falseVerdicts }) => {
    for (const { kind } of falseVerdicts) kinds.add(kind);
  });
  expect([...kinds]).toContain("succeeded, proven");
});
