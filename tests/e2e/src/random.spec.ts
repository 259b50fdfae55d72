// Client and reference device over sockets, in real time, with random faults.
//
//   E2E_RUNS=5000 pnpm test random   5000 runs with new seeds
//   E2E_SEED=17 pnpm test random     one run, with a log

import { expect, test } from "vitest";
import { runAll } from "./random/run-all.ts";

const { E2E_SEED, E2E_RUNS, E2E_FAULTS } = process.env;
// The default seeds are fixed, so that a change of the result comes from a change of the code.
const first = E2E_RUNS === undefined ? 1 : Math.floor(Math.random() * 1_000_000_000);
const seeds =
  E2E_SEED === undefined
    ? Array.from(
        { length: Number(E2E_RUNS ?? (E2E_FAULTS === "all" ? 600 : 40)) },
        (_, n) => first + n,
      )
    : [Number(E2E_SEED)];

test(`reports the actual result, seeds ${seeds.at(0)} to ${seeds.at(-1)}`, async () => {
  const { counts, failures } = await runAll(
    seeds,
    E2E_SEED === undefined ? undefined : console.log,
  );
  console.log(
    [...counts]
      .map(([kind, count]) => `${count} × ${kind}`)
      .sort()
      .join("\n"),
  );
  expect(failures.length, failures.join("\n\n")).toBe(0);
  // This many runs have every kind of outcome.
  if (seeds.length < 500) return;
  expect([...counts.keys()]).toEqual(
    expect.arrayContaining([
      "succeeded, proven",
      "succeeded, documented",
      "failed, proven",
      "failed, documented",
      "superseded",
      "lost",
      "submission-unknown",
      "timed-out",
      "aborted",
    ]),
  );
}, 600_000);
