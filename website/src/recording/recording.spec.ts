// The recording in the rollout guide shows the board as it is now. If a test here fails after the board has changed,
// run `pnpm --filter @asyncstatus/install record`.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BoardState, boardLines, readPlan, type UnitRecord } from "@asyncstatus/fleet";
import { expect, test } from "vitest";
import { readGuide } from "../guides/guide.ts";
import { packageFolder } from "../package-folder.ts";
import { readRecording } from "./recording.ts";

const text = readFileSync(join(packageFolder, "assets/rollout.cast"), "utf8");
const recording = readRecording(text);
const plan = readPlan(readGuide("rollout").file("plan.yaml"));
const createdAt = "2026-01-01T00:00:00.000Z";
const nowMs = Date.parse(createdAt) + 600_000;
const person = { by: "ines", atMs: nowMs };

test("the recording is small, fits a terminal and names no place on a computer", () => {
  expect(text.length).toBeLessThan(400_000);
  expect(recording).toMatchObject({ columns: 80, rows: 24 });
  expect(recording.durationS).toBeGreaterThan(60);
  expect(text).not.toMatch(/\/(home|root|tmp|Users|work)\b|\w@\w/);
  for (const { board } of recording.parts) {
    const lines = board.split("\n");
    expect(lines.length).toBeLessThan(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
  }
});

test.each<[label: string, state: Pick<BoardState, "control" | "hasRunner">]>([
  ["Waits for approval", { control: { approvals: {} } }],
  [
    "A failure stops it",
    {
      control: { approvals: { canary: person }, paused: { ...person, reason: "1 failed: pair-1" } },
    },
  ],
  ["The process is killed", { control: { approvals: { canary: person } }, hasRunner: false }],
  ["The end", { control: { approvals: { canary: person }, rollback: person } }],
])("the board at %o is like the one that is printed now", (label, state) => {
  const { parts, end } = recording;
  const board = label === "The end" ? end : parts.find((part) => part.label === label)?.board;
  if (board === undefined) throw new Error(`The recording has no part ${label}.`);
  const units = unitsOf(board);
  const printed = boardLines({ snapshot: { plan, createdAt }, units, nowMs, ...state });
  expect(formOf(board)).toBe(formOf(printed.join("\n")));
});

/** Returns units in the states that a board counts. */
function unitsOf(board: string): UnitRecord[] {
  const [, summary = ""] = /^ {2}pair-\d+: failed: (.*)$/m.exec(board) ?? [];
  return plan.waves.flatMap(({ name: wave }) => {
    const [, counts = ""] = new RegExp(`^  ${wave} .*: (.*)$`, "m").exec(board) ?? [];
    return [...counts.matchAll(/(\d+) ([\w-]+)/g)].flatMap(([, count, state]) =>
      Array.from({ length: Number(count) }, () => ({
        ...{ name: "pair-1", wave, state, hosts: [], sites: [], groups: [], fence: 1 },
        ...{
          acknowledged: board.startsWith("Running"),
          taken: true,
          isBack: state === "rolled-back",
        },
        ...{ sinceMs: nowMs - 30_000, result: { state: "failed", summary } },
      })),
    ) as UnitRecord[];
  });
}

/** Replaces what differs from one rollout to the next: numbers and durations. */
function formOf(board: string): string {
  return board.replaceAll(/\d+( (h|min|s)\b)?( \d+ (min|s)\b)?/g, "#");
}
