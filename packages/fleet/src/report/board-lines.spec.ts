import { expect, test } from "vitest";
import type { UnitState } from "../decision/rollout-state.ts";
import type { UnitRecord } from "../ledger/ledger.ts";
import { readPlan } from "../plan/read-plan.ts";
import { type BoardState, boardLines } from "./board-lines.ts";

const createdAt = "2026-01-01T00:00:00.000Z";
const startMs = Date.parse(createdAt);

function unit(name: string, wave: string, state: UnitState, sinceS: number, summary?: string) {
  return {
    ...{ name, wave, state, hosts: [name], sites: [], groups: [], fence: 1 },
    ...{ acknowledged: false, taken: false, isBack: false, sinceMs: startMs + sinceS * 1_000 },
    ...(summary !== undefined && { result: { state: "failed", summary } }),
  } as UnitRecord;
}

function linesOf(
  waves: readonly string[],
  units: readonly UnitRecord[],
  nowS: number,
  { hasRunner, control }: Partial<BoardState> = {},
): string[] {
  const list = waves.map((name) => `{ name: ${name} }`).join(", ");
  const plan = readPlan(
    `rollout: 1\nchange: { commit: {} }\nwaves: [${list}]\nstop: { failed: 9999, unknown: 9999 }\n`,
  );
  return boardLines({
    snapshot: { plan, createdAt },
    units,
    control: { approvals: {}, ...control },
    nowMs: startMs + nowS * 1_000,
    hasRunner,
  });
}

test("shows waves, rate, what is slow and what to look at", () => {
  const units = [
    unit("a", "canary", "succeeded", 10),
    unit("b", "canary", "failed", 100, "activate: No such realm."),
    unit("c", "rest", "running", 90),
    unit("d", "rest", "waiting", 0),
  ];
  expect(linesOf(["canary", "rest"], units, 120)).toEqual([
    "Running: 2 of 4 unit(s) over, for 2 min",
    "1 in the last minute, about 2 min left",
    "  canary  passed: 1 succeeded, 1 failed",
    "  rest    running: 1 running, 1 waiting",
    "slowest:",
    "  c: running for 30 s",
    "to look at:",
    "  b: failed: activate: No such realm.",
  ]);
});

test("estimates the time left only while the rollout continues", () => {
  const done = unit("a", "all", "succeeded", 90);
  const left = unit("b", "all", "waiting", 0);
  const running = unit("c", "all", "running", 90);
  const estimate = (units: readonly UnitRecord[], state?: Partial<BoardState>) =>
    linesOf(["all"], units, 120, state)[1];
  const paused = { approvals: {}, paused: { by: "ines", atMs: startMs } };
  expect(estimate([done, left, running])).toBe("1 in the last minute, about 2 min left");
  expect(estimate([done, left])).toBe("1 in the last minute");
  expect(estimate([done, left, running], { hasRunner: false })).toBe("1 in the last minute");
  expect(estimate([done, left, running], { control: paused })).toBe("1 in the last minute");
});

test("counts what is rolled back during a rollback", () => {
  const units = [
    { ...unit("a", "all", "rolled-back", 110), taken: true, isBack: true },
    { ...unit("b", "all", "running", 110), taken: true, isBack: true },
    { ...unit("c", "all", "succeeded", 90), taken: true },
    unit("d", "all", "failed", 90),
    unit("e", "all", "waiting", 0),
  ];
  const control = { approvals: {}, rollback: { by: "ines", atMs: startMs } };
  expect(linesOf(["all"], units, 120, { control }).slice(0, 2)).toEqual([
    "Rolling back: 1 of 3 unit(s) over, for 2 min",
    "1 in the last minute, about 2 min left",
  ]);
});

test("says so if no process runs the rollout", () => {
  const units = [unit("a", "all", "running", 10)];
  const text = "unning: 0 of 1 unit(s) over, for 2 min";
  expect(linesOf(["all"], units, 120, { hasRunner: true })[0]).toBe(`R${text}`);
  expect(linesOf(["all"], units, 120, { hasRunner: false })[0]).toBe(
    `R${text.replace(":", ", but no process is running it:")}`,
  );
  const over = [unit("a", "all", "succeeded", 10)];
  expect(linesOf(["all"], over, 120, { hasRunner: false })[0]).toMatch(/^Complete: /);
});

test("fits 24 lines with 5,000 units and 20 waves", () => {
  const waves = Array.from({ length: 20 }, (_, index) => `wave-${index}`);
  const states = ["succeeded", "failed", "running", "waiting", "needs-person"] as const;
  const units = Array.from({ length: 5_000 }, (_, index) =>
    unit(`u${index}`, waves[index % 20] ?? "", states[index % 5] ?? "waiting", 1, "a reason"),
  );
  const lines = linesOf(waves, units, 60);
  expect(lines.length).toBeLessThan(24);
  expect(lines.join("\n")).toContain("  (and 13 more wave(s))");
  expect(lines.join("\n")).toContain("  (and 996 more)");
});
