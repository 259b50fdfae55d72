import { type Sbc, type Transport, TransportError, type WaitEvent } from "@asyncstatus/client";
import { flagsToRepeat } from "../config/flags-to-repeat.ts";
import { Passwords } from "../config/passwords.ts";
import { resolveTargets, type Target, type TargetFlags } from "../config/resolve-targets.ts";
import type { Context } from "../context.ts";
import { InterruptedError } from "../interrupted-error.ts";
import type { Io } from "../io.ts";
import { markOf, type Row } from "../output/board.ts";
import { changedCertificate } from "../output/changed-certificate.ts";
import { describeError } from "../output/describe-error.ts";
import { spoken } from "../output/outcome-words.ts";
import { type OutputFlags, Reporter } from "../output/reporter.ts";
import { type Ended, ended } from "../output/result.ts";
import { programName, shellWord } from "../program-name.ts";
import { openDevice } from "./open-device.ts";

type WaitSetting = "timeout" | "waitForLock" | "waitForIdle";

/** What every command that talks to devices takes. */
export interface HostFlags extends Omit<TargetFlags, WaitSetting>, OutputFlags {}

/** What every command takes that submits a request and waits for it. */
export interface SubmitFlags extends HostFlags, Pick<TargetFlags, WaitSetting> {}

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

const defaultConcurrency = 8;

/** Does a command's work on every host that is meant, and says what it came to. */
export async function runOnHosts(
  { io, process }: Context,
  flags: HostFlags | SubmitFlags,
  command: string,
  work: (run: HostRun) => Promise<Ended>,
): Promise<void> {
  const reporter = new Reporter(io, flags);
  const interrupt = new AbortController();
  const endInterrupts = io.onInterrupt(() => {
    interrupt.abort(new InterruptedError());
    reporter.warn("Interrupted: leaving things in order. Ctrl-C again quits at once.");
  });
  try {
    const targets = await resolveTargets(io, flags);
    for (const { host, trust } of targets) {
      if (trust.by.kind !== "nothing") continue;
      reporter.warn(
        `WARNING: the certificate of ${host} is not checked (${trust.by.source}): ` +
          "anybody on the way can read the password.",
      );
    }
    const passwords = new Passwords(io);
    // Before anything is drawn, for a person may be asked.
    for (const target of targets) await passwords.of(target);
    const isOneOfMany = targets.length > 1;
    const limit = targets[0]?.settings.concurrency?.value ?? defaultConcurrency;
    const results = await eachAtMost(limit, targets, async (target) => {
      const run = hostRun(
        { io, target, reporter, isOneOfMany, signal: interrupt.signal },
        flags,
        passwords,
      );
      const result = await work(run).catch((error: unknown) => notDone(error, command, run));
      run.end(result);
      return result;
    });
    process.exitCode = reporter.results(results, isOneOfMany);
  } catch (error) {
    const { exit, hint, summary, ...about } = describeError(
      error,
      (words) => `${programName({ env: io.env })} ${words}`,
    );
    const result = ended(exit, {
      command,
      host: "",
      outcome: "not-done",
      summary: summary ?? about.message,
      error: { ...about, ...(hint && { hint }) },
    });
    process.exitCode = reporter.results([result], false);
  } finally {
    endInterrupts();
  }
}

interface Surroundings {
  readonly io: Io;
  readonly target: Target;
  readonly reporter: Reporter;
  readonly isOneOfMany: boolean;
  readonly signal: AbortSignal;
}

function hostRun(
  { io, target, reporter, isOneOfMany, signal }: Surroundings,
  { verbose, debug }: HostFlags,
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
      if (debug && event.type === "progress") tell?.(`${step}: ${event.label}, ${event.reason}`);
    },
  };
}

function notDone(error: unknown, command: string, run: HostRun): Ended {
  const { target } = run;
  const { exit, hint, summary, ...about } = describeError(error, run.command);
  const loud = error instanceof TransportError && changedCertificate(error, target, run.command);
  if (loud) run.warn(loud);
  return ended(exit, {
    command,
    host: target.host,
    outcome: exit === "interrupted" ? "interrupted" : "not-done",
    summary: summary ?? about.message,
    error: { ...about, ...(hint && !loud && { hint }) },
  });
}

/** Works on all, on so many at a time; in the order in which they were given. */
async function eachAtMost<Item, Value>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) values[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return values;
}
