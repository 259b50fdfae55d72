import { expect, test } from "vitest";
import type { Actor } from "./actor.ts";
import { BehaviorRules, type RequestRule, verifySummary } from "./behavior-rules.ts";
import { defaultDurations } from "./durations.ts";
import { randomStream } from "./random.ts";

const client: Actor = { id: 1, user: { name: "admin", administrator: true } };
const nightly: Actor = { id: 2, user: { name: "nightly", administrator: true } };

function create(...given: RequestRule[]) {
  const rules = new BehaviorRules(given, defaultDurations, ["nightly"], randomStream(1, 1));
  const next = (operation: "save" | "activate", by: Actor = client) =>
    rules.next({ operation, by, issuedAtMs: 0 });
  return { rules, next };
}

test("a request without a rule succeeds after the default duration", () => {
  expect(create().next("activate")).toEqual({ durationMs: 3_000 });
});

test("the first rule that applies decides, with defaults for what it omits", () => {
  const { next } = create(
    { on: "save", fails: "The disk is full." },
    { on: ["save", "activate"], takes: 5 },
  );
  expect(next("save")).toEqual({ durationMs: 1_000, fail: "The disk is full." });
  expect(next("activate")).toEqual({ durationMs: 5 });
});

test.each<{ by: string; want: string[] }>([
  { by: "client", want: ["client"] },
  { by: "others", want: ["ACLI", "nightly"] },
  { by: "nightly", want: ["nightly"] },
  { by: "ACLI", want: ["ACLI"] },
  // The name of an account selects no other actor.
  { by: "admin", want: [] },
])("the selector $by matches $want", ({ by, want }) => {
  const actors: Record<string, Actor> = { client, ACLI: "ACLI", nightly };
  const matching = Object.keys(actors).filter((name) => {
    const { next } = create({ by, takes: 7 });
    return next("save", actors[name] ?? "").durationMs === 7;
  });
  expect(matching).toEqual(want);
});

test.each<{ rule: RequestRule; want: number[] }>([
  { rule: {}, want: [1, 2, 3, 4] },
  { rule: { nth: 3 }, want: [3, 4] },
  { rule: { nth: 2, times: 1 }, want: [2] },
  { rule: { chance: 0 }, want: [] },
])("of four requests, the rule $rule applies to $want", ({ rule, want }) => {
  const { next } = create({ ...rule, takes: 7 });
  expect([1, 2, 3, 4].filter(() => next("save").durationMs === 7)).toEqual(want);
});

test("a request can list faults and run again", () => {
  const { next } = create({
    lists: [{ object: "sip-interface", field: "realm-id" }],
    again: { after: "2 s", takes: 5, fails: "The standby refuses it." },
  });
  expect(next("save")).toEqual({
    durationMs: 1_000,
    additionalInfo: verifySummary([{ object: "sip-interface", field: "realm-id" }]),
    again: { afterMs: 2_000, durationMs: 5, fail: "The standby refuses it." },
  });
});

test("a duration between two bounds is drawn for each request", () => {
  const { next } = create({ takes: [1, 1_000] });
  const drawn = Array.from({ length: 50 }, () => next("save").durationMs);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(1_000);
  expect(new Set(drawn).size).toBeGreaterThan(20);
});

test("rules continue from their state", () => {
  const list: RequestRule[] = [{ nth: 3, takes: [1, 1_000] }, { takes: [1, 9] }];
  const first = create(...list);
  first.next("save");
  const second = create(...list);
  second.rules.state = first.rules.state;
  const rest = ({ next }: typeof first) => Array.from({ length: 9 }, () => next("save"));
  expect(rest(second)).toEqual(rest(first));
});
