import { escapeForTerminal, formatDuration } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import type { Board } from "./board.ts";

interface RowState {
  readonly label: string;
  readonly since: number;
  text: string;
  printedAt: number;
}

/**
 * Prints a line with a timestamp for each change: for logs, and for simple terminals. A row without a change
 * prints its state again after each heartbeat, so that a log shows that the program is running.
 *
 * @param heartbeatMs 0: no heartbeat.
 */
export function plainBoard(
  { stderr, clock }: Pick<Io, "stderr" | "clock">,
  heartbeatMs: number,
): Board {
  const open = new Set<RowState>();
  let cancel = () => {};
  const print = (text: string) => {
    const time = `${clock.date().toISOString().slice(0, 19)}Z`;
    stderr.write(`${time} ${escapeForTerminal(text)}\n`);
  };
  const show = (row: RowState, suffix = "") => {
    row.printedAt = clock.now();
    print(`${row.label}: ${row.text}${suffix}`);
  };
  const schedule = () => {
    cancel();
    if (heartbeatMs === 0 || open.size === 0) return;
    const next = Math.min(...[...open].map(({ printedAt }) => printedAt)) + heartbeatMs;
    // Rounded up: a difference of fractions may be just too short.
    cancel = clock.after(Math.max(1, Math.ceil(next - clock.now())), beat);
  };
  const beat = () => {
    for (const row of open) {
      if (clock.now() - row.printedAt < heartbeatMs) continue;
      show(row, ` (${formatDuration(clock.now() - row.since)})`);
    }
    schedule();
  };
  return {
    row(label) {
      const row: RowState = { label, since: clock.now(), text: "", printedAt: clock.now() };
      const update = (text: string) => {
        if (text === row.text) return;
        row.text = text;
        show(row);
      };
      return {
        update(text) {
          open.add(row);
          update(text);
          schedule();
        },
        done(_mark, text) {
          open.delete(row);
          update(text);
          schedule();
        },
      };
    },
    note: (text) => {
      for (const line of text.split("\n")) print(line);
    },
    end() {
      open.clear();
      cancel();
    },
  };
}
