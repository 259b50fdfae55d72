import { expect, test } from "vitest";
import type { Actor } from "./actors/actor.ts";
import { BehaviorRules } from "./behavior-rules.ts";
import { defaultDurations } from "./durations.ts";
import { sequence } from "./random.ts";
import type { RequestRule } from "./request-rule.ts";

const client: Actor = { id: 1, user: { name: "admin", administrator: true } };
const nightly: Actor = { id: 2, user: { name: "nightly", administrator: true } };

function create(...rules: RequestRule[]) {
  const random = sequence(1, 1);
  const durations = defaultDurations;
  const courses = new BehaviorRules({ rules, durations, actorNames: ["nightly"], random });
  const next = (operation: "save" | "activate", by: Actor = client) =>
    courses.next({ operation, by, issuedAtMs: 0 });
  return { courses, next };
}

test("without a rule, a request takes its time and does what it can", () => {
  expect(create().next("activate")).toEqual({ durationMs: 3_000 });
});

test("the first rule for a request it is, and what that does not say is as ever", () => {
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
  // The name of an account is no name of somebody else.
  { by: "admin", want: [] },
])("requests by $by are those of $want", ({ by, want }) => {
  const actors: Record<string, Actor> = { client, ACLI: "ACLI", nightly };
  const meant = Object.keys(actors).filter((name) => {
    const { next } = create({ by, takes: 7 });
    return next("save", actors[name] ?? "").durationMs === 7;
  });
  expect(meant).toEqual(want);
});

test.each<{ rule: RequestRule; want: number[] }>([
  { rule: {}, want: [1, 2, 3, 4] },
  { rule: { nth: 3 }, want: [3, 4] },
  { rule: { nth: 2, times: 1 }, want: [2] },
  { rule: { chance: 0 }, want: [] },
])("of four requests, a rule with $rule is for $want", ({ rule, want }) => {
  const { next } = create({ ...rule, takes: 7 });
  expect([1, 2, 3, 4].filter(() => next("save").durationMs === 7)).toEqual(want);
});

test("a length of time between two is drawn anew each time", () => {
  const { next } = create({ takes: [1, 1_000] });
  const drawn = Array.from({ length: 50 }, () => next("save").durationMs);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...drawn)).toBeLessThanOrEqual(1_000);
  expect(new Set(drawn).size).toBeGreaterThan(20);
});

test("courses go on from their state", () => {
  const rules: RequestRule[] = [{ nth: 3, takes: [1, 1_000] }, { takes: [1, 9] }];
  const first = create(...rules);
  first.next("save");
  const second = create(...rules);
  second.courses.state = first.courses.state;
  const rest = ({ next }: typeof first) => Array.from({ length: 9 }, () => next("save"));
  expect(rest(second)).toEqual(rest(first));
});
