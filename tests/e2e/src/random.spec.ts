// The real client and the real device over sockets, in real time, with whatever can go wrong.
//
//   E2E_RUNS=5000 pnpm test random   as many runs, from a seed that is new each time
//   E2E_SEED=17 pnpm test random     the one run of this seed, told line by line

import { expect, test } from "vitest";
import { runAll } from "./random/run-all.ts";

const { E2E_SEED, E2E_RUNS, E2E_FAULTS } = process.env;
// The same runs each time, so that a change is judged by what it changes; new ones where one asks.
const first = E2E_RUNS === undefined ? 1 : Math.floor(Math.random() * 1_000_000_000);
const seeds =
  E2E_SEED === undefined
    ? Array.from(
        { length: Number(E2E_RUNS ?? (E2E_FAULTS === "all" ? 600 : 100)) },
        (_, n) => first + n,
      )
    : [Number(E2E_SEED)];

test(`what the client says is true, seeds ${seeds.at(0)} to ${seeds.at(-1)}`, async () => {
  const { counts, broken } = await runAll(seeds, E2E_SEED === undefined ? undefined : console.log);
  console.log(
    [...counts]
      .map(([what, times]) => `${times} × ${what}`)
      .sort()
      .join("\n"),
  );
  expect(broken.length, broken.join("\n\n")).toBe(0);
  // It is true of something: among so many there is every kind of answer.
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
