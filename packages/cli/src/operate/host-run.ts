import type { Sbc, Transport, WaitEvent } from "@asyncstatus/client";
import { flagsToRepeat } from "../config/flags-to-repeat.ts";
import type { Passwords } from "../config/passwords.ts";
import type { Target } from "../config/resolve-targets.ts";
import type { Io } from "../io.ts";
import { markOf, type Row } from "../output/board.ts";
import { spoken } from "../output/outcome-words.ts";
import type { OutputFlags, Reporter } from "../output/reporter.ts";
import type { Ended } from "../output/result.ts";
import { programName, shellWord } from "../program-name.ts";
import { openDevice } from "./open-device.ts";

/** What a command has to do with one host. */
export interface HostRun {
  readonly io: Io;
  readonly target: Target;
  /** Aborted at the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** The command line of another command for this host, to be copied. */
  readonly command: (words: string) => string;
  /** Logs in. */
  open(wrap?: (transport: Transport) => Transport): Promise<Sbc>;
  /** The row of a step, or of the host where there are several. */
  row(step: string): Row;
  /** Says in the row of the host, where it has one, what it has come to. */
  end(ended: Ended): void;
  note(text: string): void;
  /** Says what has to be heard, with --quiet too. */
  warn(text: string): void;
  event(step: string, event: WaitEvent): void;
}

/** What a run is made of. */
export interface Surroundings {
  readonly io: Io;
  readonly target: Target;
  readonly reporter: Reporter;
  readonly isOneOfMany: boolean;
  readonly signal: AbortSignal;
}

/** Puts together what a command has to do with one host. */
export function hostRun(
  { io, target, reporter, isOneOfMany, signal }: Surroundings,
  { verbose, debug }: OutputFlags,
  passwords: Passwords,
): HostRun {
  const { host, settings } = target;
  const { board } = reporter;
  // Of several hosts, each has one row, for all of its steps.
  const hostRow = isOneOfMany ? board.row(host) : undefined;
  const tell = verbose || debug ? (text: string) => board.note(text) : undefined;
  return {
    io,
    target,
    signal,
    command(words) {
      const name =
        words === "trust" ? `trust ${shellWord(host)}` : `${words} --host ${shellWord(host)}`;
      const repeated = words === "trust" ? "" : flagsToRepeat(settings);
      return `${programName(io)} ${name}${repeated}`;
    },
    async open(wrap) {
      const password = await passwords.of(target);
      return openDevice(io, target, { password, signal, wrap, ...(verbose && { tell }) });
    },
    row(step) {
      if (!hostRow) return board.row(step);
      const doing = (text: string) => hostRow.doing(`${step}: ${text}`);
      return { doing, done: (_mark, text) => doing(text) };
    },
    end({ result, exit }) {
      const word = result.outcome === "done" ? "" : `${spoken(result.outcome)}: `;
      hostRow?.done(markOf(exit), word + result.summary);
    },
    note: (text) => board.note(isOneOfMany ? `${host}: ${text}` : text),
    warn: (text) => reporter.warn(text),
    event(step, event) {
      reporter.event(host, step, event);
      if (debug && event.type === "progress")
        tell?.(`${step}: ${event.attribution}, ${event.reason}`);
    },
  };
}
