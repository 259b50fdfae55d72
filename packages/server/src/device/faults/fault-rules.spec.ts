import { expect, test } from "vitest";
import { randomStream } from "../random.ts";
import type { FaultRule, FaultTarget } from "./fault.ts";
import { FaultRules } from "./fault-rules.ts";

function create(...rules: FaultRule[]) {
  const faults = new FaultRules(randomStream(1, 3));
  for (const rule of rules) faults.inject(rule, 1_000);
  return faults;
}

/** Returns which requests, from 1, get a fault. */
function faultyRequests(
  faults: FaultRules,
  times: number,
  names: FaultTarget[] = ["getAsyncStatus"],
) {
  const nths = Array.from({ length: times }, (_, index) => index + 1);
  return nths.filter(() => faults.next(names, 1_000));
}

test("a fault applies once, to the first request, by default", () => {
  expect(faultyRequests(create({ fault: "reset" }), 4)).toEqual([1]);
});

test.each<{ rule: Partial<FaultRule>; want: number[] }>([
  { rule: { nth: 3 }, want: [3] },
  { rule: { times: 2 }, want: [1, 2] },
  { rule: { nth: 2, times: 3 }, want: [2, 3, 4] },
  { rule: { chance: 1 }, want: [1, 2, 3, 4, 5] },
  { rule: { chance: 1, nth: 4 }, want: [4, 5] },
  { rule: { chance: 0 }, want: [] },
])("of five requests, the rule $rule applies to $want", ({ rule, want }) => {
  expect(faultyRequests(create({ fault: "reset", ...rule } as FaultRule), 5)).toEqual(want);
});

test.each<{ on: FaultRule["on"]; want: number[] }>([
  { on: "activateOrBackUp", want: [1] },
  { on: "activate", want: [1] },
  { on: ["lockConfiguration", "activate"], want: [1] },
  { on: "backup", want: [] },
  { on: [], want: [] },
])("the targets $on match a request: $want", ({ on, want }) => {
  const faults = create({ fault: "reset", ...(on !== undefined && { on }) });
  expect(faultyRequests(faults, 1, ["activateOrBackUp", "activate"])).toEqual(want);
});

test("earlier requests are not counted", () => {
  const faults = create({ fault: "reset", after: 500, nth: 2 });
  const draw = (now: number) => faults.next(["getAsyncStatus"], now)?.fault;
  expect([draw(1_000), draw(1_499), draw(1_500), draw(1_501), draw(1_502)]).toEqual([
    undefined,
    undefined,
    undefined,
    "reset",
    undefined,
  ]);
});

test("the first rule decides, and both count the request", () => {
  const faults = create({ fault: "reset", nth: 2 }, { fault: "hang", times: 3 });
  const drawn = Array.from({ length: 4 }, () => faults.next(["reboot"], 1_000)?.fault);
  expect(drawn).toEqual(["hang", "reset", "hang", undefined]);
});

test("random faults depend only on the seed and have the given probability", () => {
  const rule: FaultRule = { fault: "reset", chance: 0.3 };
  const first = faultyRequests(create(rule), 1_000);
  expect(faultyRequests(create(rule), 1_000)).toEqual(first);
  expect(Math.abs(first.length - 300)).toBeLessThan(50);
});

test("an added rule counts from then on", () => {
  const faults = create();
  expect(faults.isEmpty).toBe(true);
  faultyRequests(faults, 3);
  faults.inject({ fault: "hang", nth: 2, after: 100 }, 5_000);
  expect(faults.isEmpty).toBe(false);
  const draw = (now: number) => faults.next(["reboot"], now)?.fault;
  expect([draw(5_099), draw(5_100), draw(5_100)]).toEqual([undefined, undefined, "hang"]);
});

test("rules continue from their state", () => {
  const rules: FaultRule[] = [
    { fault: "reset", chance: 0.5 },
    { fault: "hang", nth: 7 },
  ];
  const faults = create(...rules);
  faultyRequests(faults, 5);
  const other = new FaultRules(randomStream(99, 3));
  other.state = faults.state;
  expect(faultyRequests(other, 20)).toEqual(faultyRequests(faults, 20));
});
