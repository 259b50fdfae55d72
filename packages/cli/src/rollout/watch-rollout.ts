import type { Ledger } from "@asyncstatus/fleet";
import { escapeForTerminal } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import { fitLine, isLive, terminalStyle } from "../terminal/terminal-style.ts";
import { type LedgerPlace, runnerProbe } from "./ledger-place.ts";

/**
 * Shows a rollout until it is over for good, Ctrl-C, or the reader of the output ends. On a terminal, redraws in
 * place. Otherwise, prints a line when the status or the number of units that are over changes.
 */
export async function watchRollout(
  io: Io,
  ledger: Ledger,
  place: LedgerPlace,
  intervalMs: number,
): Promise<void> {
  const { boardLines, isOverForGood } = await import("@asyncstatus/fleet");
  const { stdout, clock } = io;
  const isOnTerminal = isLive(io.env, stdout);
  const style = terminalStyle(io.env, stdout);
  const stop = new AbortController();
  const endInterrupts = io.onInterrupt(() => stop.abort());
  const signal = AbortSignal.any([stop.signal, stdout.closed]);
  const snapshot = await ledger.snapshot();
  const probe = await runnerProbe(io, place, ledger);
  let drawn = 0;
  let last = "";
  if (isOnTerminal) stdout.write("\x1b[?25l");
  try {
    while (!signal.aborted) {
      const [units, control] = [await ledger.units(), await ledger.control()];
      const hasRunner = await probe();
      const state = { snapshot, units, control, nowMs: clock.date().getTime(), hasRunner };
      const lines = boardLines(state).map(escapeForTerminal);
      if (isOnTerminal) {
        const fitted = lines
          .slice(0, Math.max(1, stdout.rows - 1))
          .map((line) => `\x1b[2K${fitLine([[line]], stdout.columns - 1, style)}\n`);
        stdout.write(`${drawn > 0 ? `\r\x1b[${drawn}A` : ""}${fitted.join("")}\x1b[0J`);
        drawn = fitted.length;
      } else {
        const [head = ""] = lines;
        // Without the time that has passed.
        const text = head.replace(/, for [^,]*$/, "");
        if (text !== last) stdout.write(`${clock.date().toISOString().slice(0, 19)}Z ${text}\n`);
        last = text;
      }
      if (isOverForGood(state)) return;
      await clock.sleep(intervalMs, signal).catch(() => undefined);
    }
  } finally {
    endInterrupts();
    if (isOnTerminal) stdout.write("\x1b[?25h");
  }
}
