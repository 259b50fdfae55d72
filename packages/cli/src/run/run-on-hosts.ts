import { canAsk, confirm } from "../connection/ask.ts";
import { Passwords } from "../connection/passwords.ts";
import { resolveTargets, type Target, type TargetFlags } from "../connection/resolve-targets.ts";
import { CommandLineError, InterruptedError, NotConfirmedError } from "../errors.ts";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";
import { changedCertificateWarning } from "./changed-certificate.ts";
import { type CommandResult, markOf } from "./command-result.ts";
import type { ExitCode } from "./exit-codes.ts";
import { failureResult, withoutHint } from "./failure-result.ts";
import { HostRun } from "./host-run.ts";
import { notStarted } from "./not-started.ts";
import { type OutputFlags, Reporter } from "./reporter.ts";
import { warnOfUnconfirmed } from "./warn-of-unconfirmed.ts";

const defaultConcurrency = 8;

/** The selected hosts and their passwords. */
export interface PreparedTargets {
  readonly targets: readonly Target[];
  readonly passwords: Passwords;
}

/**
 * Runs a command on every selected host and prints the results. Returns the exit code.
 *
 * @param question Returns what to ask first on a terminal, of the named hosts. The command runs if the answer is
 *   yes, with `--yes`, or if a question can't be answered: the input or the progress isn't a terminal.
 * @throws {CommandLineError} If the command rejects its options or arguments.
 */
export async function runOnHosts(
  io: Io,
  flags: TargetFlags &
    OutputFlags & {
      readonly failFast?: boolean | undefined;
      /** Asks no question. */
      readonly yes?: boolean | undefined;
    },
  command: string,
  work: (run: HostRun) => Promise<CommandResult>,
  question?: (hosts: string, targets: readonly Target[]) => string,
): Promise<ExitCode> {
  const reporter = new Reporter(io, flags);
  const interrupt = new AbortController();
  const runs: HostRun[] = [];
  const endInterrupts = io.onInterrupt(() => {
    if (interrupt.signal.aborted) {
      for (const run of runs) run.quit();
      reporter.board.end();
      io.quit();
      return;
    }
    interrupt.abort(new InterruptedError());
    const isLocked = runs.some(({ mayHoldLock }) => mayHoldLock);
    reporter.warn(
      isLocked
        ? "Interrupted. Releasing the lock; press Ctrl-C again to quit immediately."
        : "Interrupted. Press Ctrl-C again to quit immediately.",
    );
  });
  try {
    const warn = (text: string) => reporter.warn(text);
    const { targets, passwords } = await prepareTargets(io, flags, warn);
    warnOfUnconfirmed(io, command, targets, warn);
    const isOneOfMany = targets.length > 1;
    const { signal } = interrupt;
    if (question && !flags.yes && canAsk(io)) {
      const answer = await confirm(io, question(namesOf(targets), targets), signal);
      if (!answer) throw new NotConfirmedError();
    }
    const shared = { io, reporter, flags, passwords, signal, isOneOfMany };
    const limit = targets[0]?.settings.concurrency?.value ?? defaultConcurrency;
    let hasFailed = false;
    const results = await mapConcurrent(limit, targets, async (target) => {
      if (flags.failFast && hasFailed) return notStarted(command, target.host);
      const startedAt = io.clock.date().toISOString();
      const run = new HostRun(shared, target);
      runs.push(run);
      const result = await work(run).catch((error: unknown) => {
        if (error instanceof CommandLineError) throw error;
        const { commandFor } = run;
        const warning = changedCertificateWarning(error, target, commandFor);
        if (warning) run.warn(warning);
        const result = failureResult(error, {
          command,
          host: target.host,
          commandFor,
          run,
        });
        return warning ? withoutHint(result) : result;
      });
      run.end(result);
      hasFailed ||= markOf(result.exitCode) !== "good";
      return { ...result, user: target.user, startedAt, endedAt: io.clock.date().toISOString() };
    });
    return reporter.results(results, isOneOfMany);
  } catch (error) {
    if (error instanceof CommandLineError) throw error;
    const commandFor = (words: string) => `${programName(io)} ${words}`;
    return reporter.results([failureResult(error, { command, host: "", commandFor })], false);
  } finally {
    // Also after a defect, so that the terminal has its cursor again.
    reporter.board.end();
    endInterrupts();
  }
}

const maxNames = 5;

/** Returns the names of some hosts for a question. */
export function namesOf(targets: readonly Target[]): string {
  const names = targets.map(({ host }) => host);
  if (names.length <= maxNames) return names.join(", ");
  return `${names.length} hosts (${names.slice(0, maxNames).join(", ")}, ...)`;
}

/** Resolves the devices of a command, warns if a certificate isn't checked, and reads the passwords. */
export async function prepareTargets(
  io: Io,
  flags: TargetFlags,
  warn: (text: string) => void,
): Promise<PreparedTargets> {
  const targets = await resolveTargets(io, flags);
  for (const { host, trust } of targets) {
    if (trust.by.kind !== "nothing") continue;
    warn(
      `WARNING: the certificate of ${host} isn't checked (${trust.by.source}). ` +
        "Anyone on the network path can read the password.",
    );
  }
  const passwords = new Passwords(io);
  // Prompts come before the board.
  for (const target of targets) await passwords.of(target);
  return { targets, passwords };
}

/** Maps items with bounded concurrency, in order. */
async function mapConcurrent<Item, Value>(
  limit: number,
  items: readonly Item[],
  map: (item: Item) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [index, item] of left) values[index] = await map(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return values;
}
