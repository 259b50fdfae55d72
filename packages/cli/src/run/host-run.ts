import { describeReading, type Sbc, type Transport, type WaitEvent } from "@asyncstatus/client";
import { openDevice } from "../connection/open-device.ts";
import type { Passwords } from "../connection/passwords.ts";
import type { Target } from "../connection/resolve-targets.ts";
import type { Io } from "../io.ts";
import { commandOnHost } from "../program-name.ts";
import { flagsToRepeat } from "../settings/flags-to-repeat.ts";
import type { Row } from "../terminal/board.ts";
import { type CommandResult, markOf, type Resume } from "./command-result.ts";
import { endRunLock, noteRunLock, tokenLifetimeMs } from "./lock-note.ts";
import type { OutputFlags, Reporter } from "./reporter.ts";
import { headingOf } from "./result-lines.ts";

/** Parts that the runs of all hosts share. */
export interface SharedRun {
  readonly io: Io;
  readonly reporter: Reporter;
  readonly flags: OutputFlags;
  readonly passwords: Passwords;
  /** Aborted on the first Ctrl-C. */
  readonly signal: AbortSignal;
  readonly isOneOfMany: boolean;
}

/** Options of {@link HostRun.open}. */
interface OpenRun {
  /** Wraps the transport. */
  readonly wrap?: (transport: Transport) => Transport;
  /** Cancels the login. @default the signal of the run */
  readonly signal?: AbortSignal;
}

/** The shortest time between two notes that the lock is still held. */
const noteEveryMs = 10_000;

/** A command on one host. */
export class HostRun {
  readonly io: Io;
  readonly target: Target;
  /** Aborted on the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Writes the resume file of the submitted operation, unless that was done. */
  leaveResumeFile: (() => Resume | undefined) | undefined;
  /** The resume file of the submitted operation. */
  resumeFile: string | undefined;
  readonly #shared: SharedRun;
  #mayHoldLock = false;
  /** The time of the last note that the lock is held. */
  #notedAt: number | undefined;
  /** Of several hosts, each has one row for all of its steps. */
  readonly #row: Row | undefined;

  constructor(shared: SharedRun, target: Target) {
    this.io = shared.io;
    this.target = target;
    this.signal = shared.signal;
    this.#shared = shared;
    this.#row = shared.isOneOfMany ? shared.reporter.board.row(target.host) : undefined;
  }

  /** True while the device may hold the lock for this process. */
  get mayHoldLock(): boolean {
    return this.#mayHoldLock;
  }

  set mayHoldLock(value: boolean) {
    this.#mayHoldLock = value;
    if (value || this.#notedAt === undefined) return;
    this.#notedAt = undefined;
    endRunLock(this.io, this.target.endpoint);
  }

  /** Notes that this process holds the lock, in case it is killed. The lock is held without a note, too. */
  noteLock(): void {
    const { clock } = this.io;
    if (noteRunLock(this.io, this.target.endpoint)) this.#notedAt = clock.now();
  }

  /** Returns another command for this host, for the user to copy. */
  readonly commandFor = (words: string): string => {
    const { host, settings } = this.target;
    return commandOnHost(this.io, words, host, flagsToRepeat(settings));
  };

  /** True if the command runs on other hosts, too. */
  get isOneOfMany(): boolean {
    return this.#shared.isOneOfMany;
  }

  /** Logs in. */
  async open({ wrap, signal = this.signal }: OpenRun = {}): Promise<Sbc> {
    const { passwords, flags, reporter } = this.#shared;
    const password = await passwords.of(this.target);
    const log = flags.verbose ? (text: string) => reporter.board.note(text) : undefined;
    return openDevice(this.io, this.target, { password, signal, wrap, log });
  }

  /** Says what this process leaves on the device if it quits now. */
  quit(): void {
    const { host } = this.target;
    const resume = this.leaveResumeFile?.();
    if (resume) this.warn(`To resume the wait, run: ${resume.command}`);
    if (!this.mayHoldLock) return;
    const latest = new Date(this.io.clock.date().getTime() + tokenLifetimeMs).toISOString();
    this.warn(
      `The lock of ${host} may still be held. It expires with its token, by ${latest.slice(0, 19)}Z.`,
    );
  }

  /** Adds a row for a step. */
  row(step: string): Row {
    const row = this.#row;
    if (!row) return this.#shared.reporter.board.row(step);
    const update = (text: string) => row.update(`${step}: ${text}`);
    return { update, done: (_mark, text) => update(text) };
  }

  /** Shows the result in the row of the host. */
  end(result: CommandResult): void {
    const heading = headingOf(result);
    const prefix = heading === undefined ? "" : `${heading}: `;
    this.#row?.done(markOf(result.exitCode), prefix + result.summary);
  }

  note(text: string): void {
    const { reporter, isOneOfMany } = this.#shared;
    reporter.board.note(isOneOfMany ? `${this.target.host}: ${text}` : text);
  }

  /** Prints a warning, with `--quiet` too. */
  warn(text: string): void {
    this.#shared.reporter.warn(text);
  }

  event(step: string, event: WaitEvent): void {
    const { reporter, flags } = this.#shared;
    reporter.event(this.target.host, step, event);
    const { clock } = this.io;
    const isDue = this.#notedAt !== undefined && clock.now() - this.#notedAt >= noteEveryMs;
    if (isDue) this.noteLock();
    if (flags.debug && event.type === "progress") {
      reporter.board.note(`${step}: ${describeReading(event)}`);
    }
  }
}
