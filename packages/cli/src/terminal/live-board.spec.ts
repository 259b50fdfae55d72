import { VirtualClock } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { FakeTerminal } from "../testing/fake-terminal.ts";
import { screenOf } from "../testing/screen.ts";
import { liveBoard } from "./live-board.ts";
import { terminalStyle } from "./terminal-style.ts";

const size = { columns: 40, rows: 6 };

function createBoard() {
  const clock = new VirtualClock();
  const terminal = new FakeTerminal(size);
  const { stderr } = terminal;
  const board = liveBoard({ stderr, clock }, terminalStyle({ LANG: "C.UTF-8" }, stderr));
  return { board, clock, terminal, show: () => screenOf(terminal.all, size) };
}

test("omits ended rows if the screen is too small", async () => {
  const { board, show } = createBoard();
  const rows = ["a", "b", "c", "d", "e", "f"].map((label) => board.row(label));
  for (const [index, row] of rows.entries()) row.update(`step ${index}`);
  rows[0]?.done("good", "over");
  rows[1]?.done("bad", "over");
  expect(await show()).toBe(
    "⠋ c   0.0 s  step 2\n⠋ d   0.0 s  step 3\n⠋ e   0.0 s  step 4\n⠋ f   0.0 s  step 5\n",
  );
});

test("updates the time of running rows", async () => {
  const { board, clock, show } = createBoard();
  board.row("a").done("good", "over");
  board.row("b").update("at work");
  await clock.sleep(2_550);
  expect(await show()).toBe("✓ a   0.0 s  over\n⠴ b   2.5 s  at work\n");
});

test("keeps notes above the rows, wrapped between words", async () => {
  const { board, show } = createBoard();
  board.row("a").update("at work");
  board.note("a note that is longer than the terminal is wide");
  board.row("b").update("at work");
  expect(await show()).toBe(
    "a note that is longer than the terminal\n  is wide\n⠋ a   0.0 s  at work\n⠋ b   0.0 s  at work\n",
  );
});

test("keeps the command at the end of a note in one line", async () => {
  const { board, terminal } = createBoard();
  const command = "asyncstatus resume /home/admin/.local/state/asyncstatus/save.json";
  board.note(`To resume the wait of this request, run: ${command}`);
  expect(terminal.all).toBe(`To resume the wait of this request, run:\n  ${command}\n`);
});

test("redraws in the first column and erases the ^C that a terminal echoes", async () => {
  const { board, clock, terminal, show } = createBoard();
  board.row("a").update("at work");
  board.row("b").update("at work");
  terminal.all += "^C";
  await clock.sleep(100);
  expect(await show()).toBe("⠙ a   0.1 s  at work\n⠙ b   0.1 s  at work\n");
  terminal.all += "^C";
  board.note("Interrupted.");
  expect(await show()).toBe("Interrupted.\n⠙ a   0.1 s  at work\n⠙ b   0.1 s  at work\n");
});

test("hides the cursor while rows are redrawn, and shows it at the end", async () => {
  const { board, clock, terminal } = createBoard();
  board.note("nothing is redrawn yet");
  expect(terminal.all).not.toContain("\x1b[?25l");
  board.row("a").update("at work");
  await clock.sleep(500);
  board.end();
  board.end();
  const [before, drawn = "", ...more] = terminal.all.split("\x1b[?25l");
  expect([before, more]).toEqual(["nothing is redrawn yet\n", []]);
  expect(drawn.indexOf("\x1b[?25h")).toBe(drawn.length - "\x1b[?25h".length);
});
