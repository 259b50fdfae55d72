import { VirtualClock } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { FakeTerminal } from "../testing/fake-terminal.ts";
import { plainBoard } from "./plain-board.ts";

function createBoard(heartbeatMs = 30_000) {
  const clock = new VirtualClock();
  const terminal = new FakeTerminal();
  const board = plainBoard({ stderr: terminal.stderr, clock }, heartbeatMs);
  return { board, clock, lines: () => terminal.all.split("\n").slice(0, -1) };
}

test("prints a row again after each heartbeat without a change", async () => {
  const { board, clock, lines } = createBoard();
  const row = board.row("activate");
  row.update("in progress");
  await clock.sleep(20_000);
  row.update("no response, retrying");
  await clock.sleep(65_000);
  row.done("good", "succeeded");
  await clock.sleep(60_000);
  expect(lines()).toEqual([
    "2026-01-01T00:00:00Z activate: in progress",
    "2026-01-01T00:00:20Z activate: no response, retrying",
    "2026-01-01T00:00:50Z activate: no response, retrying (50 s)",
    "2026-01-01T00:01:20Z activate: no response, retrying (1 min 20 s)",
    "2026-01-01T00:01:25Z activate: succeeded",
  ]);
});

test.each([
  { heartbeatMs: 0, end: false },
  { heartbeatMs: 30_000, end: true },
])("has no heartbeat with $heartbeatMs ms, ended: $end", async ({ heartbeatMs, end }) => {
  const { board, clock, lines } = createBoard(heartbeatMs);
  board.row("activate").update("in progress");
  if (end) board.end();
  await clock.sleep(120_000);
  expect(lines()).toHaveLength(1);
});

test("prints one line a heartbeat, whatever fraction of a millisecond it is", {
  timeout: 5_000,
}, async () => {
  for (let tenths = 1; tenths < 300; tenths += 1) {
    const { board, clock, lines } = createBoard();
    await clock.sleep(tenths / 10);
    board.row("activate").update("in progress");
    await clock.sleep(tenths / 7);
    await clock.sleep(65_000);
    board.end();
    expect(lines()).toHaveLength(3);
  }
});
