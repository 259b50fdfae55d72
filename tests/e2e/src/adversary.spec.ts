import { readFile } from "node:fs/promises";
import { assumptionsList } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { isExcused } from "./adversary/is-excused.ts";
import type { Profile } from "./adversary/profile.ts";
import { profiles } from "./adversary/profiles.ts";
import { runScenarios, type ScenarioResult } from "./adversary/run-scenario.ts";

const seedsUpTo = (length: number) => Array.from({ length }, (_, index) => index + 1);
// CI runs 100,000 more.
const seeds = seedsUpTo(20);

function profileNamed(name: string): Profile {
  const profile = profiles.find((one) => one.name === name);
  if (!profile) throw new Error(`no profile ${name}`);
  return profile;
}

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

test.for([
  [
    "takes no baseline from before the end of an earlier request that its wait has just seen",
    "own requests",
    115_643,
  ],
  ["releases no lost lock that another call of its session holds", "mixed", 112_446],
] as const)("%s", async ([, name, seed]) => {
  const verdicts: unknown[] = [];
  await runScenarios(profileNamed(name), [seed], ({ falseVerdicts }) =>
    verdicts.push(...falseVerdicts),
  );
  expect(verdicts).toEqual([]);
});

test("replays a scenario by its seed", async () => {
  const profile = profileNamed("lost responses");
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

test.for([
  ["two systems", "proven"],
  ["lock does not bind", "proven"],
  ["renewal that logs in", "documented"],
  ["shows late, not expected", "proven"],
] as const)("finds false verdicts of a broken assumption: %s, %s", async ([name, confidence]) => {
  const profile = profileNamed(name);
  let isFound = false;
  // False verdicts are rare.
  function* untilFound() {
    for (const seed of seedsUpTo(150)) if (!isFound) yield seed;
  }
  await runScenarios(profile, untilFound(), ({ falseVerdicts }) => {
    isFound ||= falseVerdicts.some(({ kind }) => kind.includes(confidence));
  });
  expect(isFound).toBe(true);
});

test("THE-WAIT.md names an option or a profile that breaks each assumption", async () => {
  const page = await readFile(
    new URL("../../../packages/client/THE-WAIT.md", import.meta.url),
    "utf8",
  );
  const rows = [...page.matchAll(/^\| \d\. (.*?) \| (?:`(\w+)` )?\| (?:(.*?) )?\|$/gm)];
  for (const [, assumption, option, name] of rows) {
    expect(option ?? name, assumption).toBeDefined();
    if (option) expect(assumptionsList).toHaveProperty(option);
    const profile = profiles.find((one) => one.name === name);
    if (name) expect(profile?.breaks ?? profile?.contradicts).toBe(assumption);
  }
  const listed = new Set(rows.map(([, assumption]) => assumption));
  expect(profiles.filter(({ breaks }) => breaks && !listed.has(breaks))).toEqual([]);
});
