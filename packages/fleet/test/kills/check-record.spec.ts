import { expect, test } from "vitest";
import { type UnitRecord, violations } from "./check-record.ts";

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

test("finds nothing in a rollout as it should be", () => {
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
