import { resolve } from "node:path";
import type { WaitEvent } from "@asyncstatus/client";
import { escapeForTerminal, Secrets } from "@asyncstatus/model/text";
import { errorText } from "../error-text.ts";
import type { Io } from "../io.ts";
import { writeNamedFile } from "../settings/replace-file.ts";
import { type Board, defaultHeartbeatMs, silentBoard } from "../terminal/board.ts";
import { liveBoard } from "../terminal/live-board.ts";
import { plainBoard } from "../terminal/plain-board.ts";
import { isLive, terminalStyle } from "../terminal/terminal-style.ts";
import type { CommandResult } from "./command-result.ts";
import { type ExitCode, type ExitReason, exitCodes, worstOf } from "./exit-codes.ts";
import { junitReport } from "./junit-report.ts";
import { isNotStarted } from "./not-started.ts";
import { printJson, printJsonLine } from "./print-json.ts";
import { reportToGitHub } from "./report-to-github.ts";
import { resultLines } from "./result-lines.ts";

/** Output options. */
export interface OutputFlags {
  readonly json?: boolean | undefined;
  readonly jsonLines?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
  readonly debug?: boolean | undefined;
  /** Milliseconds. */
  readonly heartbeat?: number | undefined;
  /** File for the results as JUnit XML. */
  readonly junit?: string | undefined;
}

/** Prints progress on standard error and results on standard output. */
export class Reporter {
  readonly board: Board;
  readonly #io: Io;
  readonly #flags: OutputFlags;
  readonly #startedAt: string;

  constructor(io: Io, flags: OutputFlags) {
    this.#io = io;
    this.#flags = flags;
    this.#startedAt = io.clock.date().toISOString();
    const { verbose, debug, quiet } = flags;
    // Lines that stay and lines that are redrawn don't mix.
    const canLive = isLive(io.env, io.stderr) && !verbose && !debug;
    if (quiet && !verbose && !debug) this.board = silentBoard;
    else if (canLive) this.board = liveBoard(io, terminalStyle(io.env, io.stderr));
    else this.board = plainBoard(io, flags.heartbeat ?? defaultHeartbeatMs);
  }

  /** Prints a warning, with `--quiet` too. */
  warn(text: string): void {
    if (this.board === silentBoard) this.#io.stderr.write(`${escapeForTerminal(text)}\n`);
    else this.board.note(text);
  }

  /** Prints an event with `--json-lines`. */
  event(host: string, step: string, event: WaitEvent): void {
    if (!this.#flags.jsonLines || event.type === "ended") return;
    const at = this.#io.clock.date().toISOString();
    const plain = "error" in event ? { ...event, error: errorText(event.error) } : event;
    printJsonLine(this.#io, { type: "event", at, host, step, event: plain });
  }

  /** Prints the results and returns the worst exit code. */
  results(given: readonly CommandResult[], isOneOfMany: boolean): ExitCode {
    this.board.end();
    // A host that can't be parsed may contain a password. What was read must not change: a value such as
    // `sip:user@host` looks like one.
    const times = { startedAt: this.#startedAt, endedAt: this.#io.clock.date().toISOString() };
    const results = given.map(({ data, ...result }) => ({
      ...new Secrets().hideIn({ ...times, ...result }),
      ...(data && { data }),
    }));
    if (this.#flags.junit) this.#writeJUnit(this.#flags.junit, results);
    const { stdout } = this.#io;
    if (this.#flags.jsonLines) {
      for (const result of results) {
        printJsonLine(this.#io, { type: "result", ...result });
      }
    } else if (this.#flags.json) {
      const [only] = results;
      printJson(this.#io, isOneOfMany || !only ? results : only);
    } else {
      for (const result of results) this.#print(result, isOneOfMany);
      if (isOneOfMany) stdout.write(`${tally(results)}\n`);
    }
    const started = results.filter((result) => !isNotStarted(result));
    const exitCode = worstOf(started.map(({ exitCode }) => exitCode));
    reportToGitHub(this.#io, exitCode, results);
    return exitCode;
  }

  /** Warns if the file can't be written, so that the results aren't lost. */
  #writeJUnit(file: string, results: readonly CommandResult[]): void {
    try {
      writeNamedFile("--junit", resolve(this.#io.cwd, file), junitReport(results));
    } catch (error) {
      this.warn(errorText(error));
    }
  }

  #print(result: CommandResult, isOneOfMany: boolean): void {
    const { env, stdout, stderr } = this.#io;
    const { response } = result.data ?? {};
    if (response && !isOneOfMany && !stdout.isTerminal) {
      stdout.write(response.body);
      return;
    }
    // Results go to standard output, errors to standard error.
    const isError = result.outcome === "error" || result.outcome === "stopped";
    const output = isError && !result.checks && !result.steps ? stderr : stdout;
    const lines = resultLines(result, {
      style: terminalStyle(env, output),
      width: output.isTerminal ? output.columns : Number.POSITIVE_INFINITY,
      isOneOfMany,
    });
    output.write(`${lines.join("\n")}\n`);
  }
}

const tallyWords: Readonly<Record<ExitReason, string>> = {
  succeeded: "succeeded",
  failed: "failed",
  usage: "invalid",
  unknown: "unknown",
  refused: "refused",
  stillRunning: "still running",
  unreachable: "unreachable",
  locked: "locked",
  toDo: "with something to do",
  interrupted: "interrupted",
};

/** Counts the results of several hosts. */
function tally(results: readonly CommandResult[]): string {
  const started = results.filter((result) => !isNotStarted(result));
  const counts = Object.entries(tallyWords).flatMap(([reason, word]) => {
    const { code } = exitCodes[reason as ExitReason];
    const count = started.filter(({ exitCode }) => exitCode === code).length;
    return count === 0 ? [] : `${count} ${word}`;
  });
  const left = results.length - started.length;
  if (left > 0) counts.push(`${left} not started`);
  return `${results.length} hosts: ${counts.join(", ")}`;
}
