import { expect, test } from "vitest";
import { rollbackViolations, type UnitRecord, violations } from "./check-record.ts";

function unit(
  name: string,
  fromMs: number,
  toMs: number,
  more: Partial<UnitRecord> = {},
): UnitRecord {
  const middle = (fromMs + toMs) / 2;
  return {
    ...{ name, wave: 0, state: "succeeded", isRunning: true },
    requests: [
      { operation: "verify", acceptedAtMs: fromMs, endedAtMs: middle },
      { operation: "activate", acceptedAtMs: middle, endedAtMs: toMs },
    ],
    ...more,
  };
}

test("finds nothing in a rollback as it should be", () => {
  const group = { group: "g" };
  const units = [unit("a", 0, 10, group), unit("b", 10, 20, group), unit("c", 5, 15)];
  expect(violations([...units, unit("d", 20, 30, { wave: 1 })])).toEqual([]);
});

test("finds a second activate", () => {
  const requests = [1, 2].map((at) => ({ operation: "activate", acceptedAtMs: at, endedAtMs: at }));
  expect(violations([unit("a", 0, 1, { requests })])).toEqual(["a was activated 2 times"]);
});

test.each([
  { more: { isRunning: false }, says: "a is succeeded in the ledger, but its change doesn't run" },
  { more: { state: "failed" }, says: "a is failed in the ledger, but its change runs" },
  {
    more: { state: "waiting", isRunning: false },
    says: "a is waiting in the ledger, but was activated",
  },
] as const)("finds a false claim: $says", ({ more, says }) => {
  expect(violations([unit("a", 0, 1, more)])).toEqual([says]);
});

test("finds two of one group at the same time", () => {
  const group = { group: "g" };
  expect(violations([unit("a", 0, 10, group), unit("b", 9, 20, group)])).toEqual([
    "a and b of g were changed at the same time",
  ]);
});

test("finds a unit of the next wave that began too early", () => {
  expect(violations([unit("a", 0, 10), unit("b", 9, 20, { wave: 1 })])).toEqual([
    "b began before a of another wave had ended",
  ]);
});

test("finds a unit of a later wave that was first", () => {
  expect(violations([unit("a", 10, 20), unit("b", 0, 10, { wave: 1 })])).toEqual([
    "b began before a of an earlier wave",
  ]);
});

/** A unit that was changed, and rolled back. */
function backUnit(name: string, atMs: number, more: Partial<UnitRecord> = {}): UnitRecord {
  const { requests } = unit(name, 0, 10);
  const back = unit(name, atMs, atMs + 10).requests;
  const state = "rolled-back";
  return unit(name, 0, 0, { requests: [...requests, ...back], state, isAsBefore: true, ...more });
}

test("finds nothing in a rollback as it should be", () => {
  const first = unit("a", 0, 0, {
    ...{ requests: [], state: "waiting", isAsBefore: true, wave: 1 },
  });
  expect(rollbackViolations([first, backUnit("b", 10), backUnit("c", 20)])).toEqual([]);
});

test.each([
  {
    more: { isAsBefore: false },
    says: "a is rolled-back in the ledger, but its configuration isn't the one of before",
  },
  { more: { state: "waiting" }, says: "a is waiting in the ledger, but was activated 2 times" },
  {
    more: { requests: unit("a", 0, 10).requests },
    says: "a is rolled-back in the ledger, but was activated 1 times",
  },
] as const)("finds a false claim of a rollback: $says", ({ more, says }) => {
  expect(rollbackViolations([backUnit("a", 10, more)])).toEqual([says]);
});

test("finds a rollback that began too early", () => {
  expect(rollbackViolations([backUnit("a", 10), unit("b", 0, 20, { state: "waiting" })])).toContain(
    "the rollback of a began while a unit was being changed",
  );
});

test("finds a rollback of the first wave before the last one", () => {
  const change = [
    { operation: "activate", acceptedAtMs: -10, endedAtMs: 0 },
    { operation: "activate", acceptedAtMs: 20, endedAtMs: 30 },
  ];
  const last = backUnit("b", 30, { wave: 1 });
  expect(rollbackViolations([backUnit("a", 0, { requests: change }), last])).toEqual([
    "a began before b of an earlier wave",
  ]);
});
