// Every phase by every fault, in virtual time. What is found is written into FAULTS.md, and compared with it.
//
//   E2E_FAULTS=all pnpm --filter @asyncstatus/e2e exec vitest run matrix   also with an activate that fails,
//   and in a commit

import { expect, test } from "vitest";
import { type Cell, cells, titleOf } from "./cells.ts";
import { faultsPage } from "./faults-page.ts";
import { wrongs } from "./judge.ts";
import { type CellOptions, type Run, runCell } from "./run-cell.ts";

const meaningful = cells.filter(({ meaningless }) => meaningless === undefined);
const fails = "Realm new has no interface.";
const variants: readonly Omit<CellOptions, "lasts">[] =
  process.env.E2E_FAULTS === "all"
    ? [{ fails }, { task: "commit" }, { task: "commit", fails }]
    : [];

async function runAll(variant: Omit<CellOptions, "lasts">) {
  const runs = new Map<Cell, Run>();
  const found: string[] = [];
  for (const cell of meaningful) {
    const options = { ...variant, lasts: cell.extent !== "one request" };
    const run = await runCell(cell.phase, cell.fault, options);
    runs.set(cell, run);
    found.push(...wrongs(run, options).map((wrong) => `${titleOf(cell)}: ${wrong}`));
  }
  return { runs, found };
}

test("no cell is a wrong answer, a hang, or a lock left behind without a word", async () => {
  const { runs, found } = await runAll({});
  expect(found).toEqual([]);
  await expect(faultsPage(runs)).toMatchFileSnapshot("../../FAULTS.md");
}, 300_000);

test.for(variants)("nor with %o", { timeout: 300_000 }, async (variant) => {
  expect((await runAll(variant)).found).toEqual([]);
});

test("every phase meets every fault, or says why it cannot", () => {
  const phases = new Set(cells.map(({ phase }) => phase));
  const faults = new Set(cells.map(({ fault }) => fault));
  const met = new Set(cells.map(({ phase, fault }) => `${phase.title}: ${fault.title}`));
  expect(met.size).toBe(phases.size * faults.size);
});
