import type { WaitEvent } from "@asyncstatus/client";
import { exitCodes, worstOf } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { type Board, silentBoard } from "./board.ts";
import { liveBoard } from "./live-board.ts";
import { plainBoard } from "./plain-board.ts";
import { printable, printableJson } from "./printable.ts";
import type { Ended } from "./result.ts";
import { resultLines } from "./result-lines.ts";
import { isLive, terminalStyle } from "./terminal-style.ts";

/** How a command speaks. */
export interface OutputFlags {
  readonly json?: boolean | undefined;
  readonly jsonLines?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly debug?: boolean | undefined;
}

/** Speaks for a command: progress on standard error, results on standard output. */
export class Reporter {
  readonly board: Board;
  readonly #io: Io;
  readonly #flags: OutputFlags;

  constructor(io: Io, flags: OutputFlags) {
    this.#io = io;
    this.#flags = flags;
    const { verbose, debug, quiet } = flags;
    // What stays on the screen and lines that are rewritten do not go together.
    const canLive = isLive(io.env, io.stderr) && !verbose && !debug;
    if (quiet && !verbose && !debug) this.board = silentBoard;
    else this.board = canLive ? liveBoard(io, terminalStyle(io.env, io.stderr)) : plainBoard(io);
  }

  /** Says what has to be heard, whether or not anybody wants to watch. */
  warn(text: string): void {
    if (this.board === silentBoard) this.#io.stderr.write(`${printable(text)}\n`);
    else this.board.note(text);
  }

  /** Tells an event of a wait to who reads `--json-lines`. */
  event(host: string, step: string, event: WaitEvent): void {
    if (!this.#flags.jsonLines || event.type === "ended") return;
    const at = this.#io.clock.date().toISOString();
    // An Error has nothing that JSON would show.
    const plain = "error" in event ? { ...event, error: event.error.message } : event;
    this.#io.stdout.write(`${printableJson({ type: "event", at, host, step, event: plain })}\n`);
  }

  /** Prints the results; returns the worst exit code. */
  results(all: readonly Ended[], isOneOfMany: boolean): number {
    this.board.end();
    const { stdout } = this.#io;
    const objects = all.map(({ result }) => result);
    if (this.#flags.jsonLines) {
      for (const result of objects)
        stdout.write(`${printableJson({ type: "result", ...result })}\n`);
    } else if (this.#flags.json) {
      stdout.write(`${printableJson(isOneOfMany ? objects : objects[0], 2)}\n`);
    } else {
      for (const one of all) this.#print(one, isOneOfMany);
    }
    return exitCodes[worstOf(all.map(({ exit }) => exit))].code;
  }

  #print({ result, exit }: Ended, isOneOfMany: boolean): void {
    const { env, stdout, stderr } = this.#io;
    // An answer goes to standard output, and what kept us from one to standard error.
    const output =
      result.outcome === "not-done" && !result.checks && !result.steps ? stderr : stdout;
    const look = {
      exit,
      style: terminalStyle(env, output),
      width: output.isTerminal ? output.columns : Number.POSITIVE_INFINITY,
      isOneOfMany,
    };
    const lines = resultLines(result, look);
    output.write(`${lines.join("\n")}\n`);
  }
}
