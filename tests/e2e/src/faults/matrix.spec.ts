// All combinations of phase and fault, in virtual time. The results are compared with FAULTS.md.
// With E2E_FAULTS=all also with an activate that fails and with a commit.

import { expect, test } from "vitest";
import { type Case, cases, caseTitle } from "./cases.ts";
import { checkRun } from "./check-run.ts";
import { faultsPage } from "./faults-page.ts";
import { type CaseOptions, type CaseRun, runCase } from "./run-case.ts";

type Variant = Omit<CaseOptions, "lasts">;

const applicable = cases.filter(({ notApplicable }) => notApplicable === undefined);
const fails = "Realm new has no interface.";
const variants: readonly Variant[] =
  process.env.E2E_FAULTS === "all"
    ? [{ fails }, { task: "commit" }, { task: "commit", fails }]
    : [];

async function runAll(variant: Variant) {
  const runs = new Map<Case, CaseRun>();
  const violations: string[] = [];
  for (const one of applicable) {
    const options = { ...variant, lasts: one.extent !== "one request" };
    const run = await runCase(one.phase, one.fault, options);
    runs.set(one, run);
    violations.push(...checkRun(run, options).map((text) => `${caseTitle(one)}: ${text}`));
  }
  return { runs, violations };
}

test("no fault causes a wrong result, a hang or an unreported lock", async () => {
  const { runs, violations } = await runAll({});
  expect(violations).toEqual([]);
  await expect(faultsPage(runs)).toMatchFileSnapshot("../../FAULTS.md");
}, 300_000);

test.for(variants)("no fault causes one with %o", { timeout: 300_000 }, async (variant) => {
  expect((await runAll(variant)).violations).toEqual([]);
});

test("the matrix contains every fault in every phase", () => {
  const phases = new Set(cases.map(({ phase }) => phase));
  const faults = new Set(cases.map(({ fault }) => fault));
  const pairs = new Set(cases.map(({ phase, fault }) => `${phase.title}: ${fault.title}`));
  expect(pairs.size).toBe(phases.size * faults.size);
});
