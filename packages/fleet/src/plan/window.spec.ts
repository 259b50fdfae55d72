import { expect, test } from "vitest";
import type { Window } from "./plan.ts";
import { mayStartAt, nextStart } from "./window.ts";

const berlin: Window = {
  timezone: "Europe/Berlin",
  days: ["tue"],
  from: "01:00",
  to: "05:00",
  lastStartMs: 1_800_000,
};
const overnight: Window = {
  timezone: "UTC",
  days: ["mon"],
  from: "22:00",
  to: "04:00",
  lastStartMs: 0,
};

// Tuesday, 2026-11-24. Berlin is at UTC+1 in winter, and at UTC+2 in summer.
test.each([
  { window: berlin, at: "2026-11-24T00:00:00Z", want: true, why: "it opens at 01:00" },
  { window: berlin, at: "2026-11-23T23:59:00Z", want: false, why: "it is 00:59" },
  { window: berlin, at: "2026-11-24T03:29:00Z", want: true, why: "it is 04:29" },
  { window: berlin, at: "2026-11-24T03:30:00Z", want: false, why: "it closes in 30 minutes" },
  { window: berlin, at: "2026-11-25T01:00:00Z", want: false, why: "it is Wednesday" },
  { window: berlin, at: "2026-07-07T02:29:00Z", want: true, why: "it is 04:29 in summer" },
  { window: berlin, at: "2026-07-07T02:30:00Z", want: false, why: "it is 04:30 in summer" },
  { window: overnight, at: "2026-11-23T22:00:00Z", want: true, why: "it is Monday evening" },
  { window: overnight, at: "2026-11-24T03:59:00Z", want: true, why: "it opened on Monday" },
  { window: overnight, at: "2026-11-24T04:00:00Z", want: false, why: "it has closed" },
  { window: overnight, at: "2026-11-24T22:00:00Z", want: false, why: "it doesn't open on Tuesday" },
  { window: overnight, at: "2026-11-23T03:00:00Z", want: false, why: "it didn't open on Sunday" },
])("at $at units may be started: $want, since $why", ({ window, at, want }) => {
  expect(mayStartAt(window, Date.parse(at))).toBe(want);
});

test("finds the next time to start, also across a change to summer time", () => {
  const after = (at: string) => new Date(nextStart(berlin, Date.parse(at)) ?? 0).toISOString();
  expect(after("2026-11-24T04:00:00Z")).toBe("2026-12-01T00:00:00.000Z");
  // Berlin changes on Sunday, 2026-03-29.
  expect(after("2026-03-25T00:00:00Z")).toBe("2026-03-30T23:00:00.000Z");
});

test("finds no next time if lastStart is longer than the window", () => {
  expect(nextStart({ ...berlin, lastStartMs: 5 * 3_600_000 }, 0)).toBeUndefined();
});
