import { TransportError } from "@asyncstatus/client";
import { Passwords } from "../config/passwords.ts";
import { resolveTargets } from "../config/resolve-targets.ts";
import type { Context } from "../context.ts";
import { InterruptedError } from "../interrupted-error.ts";
import { changedCertificate } from "../output/changed-certificate.ts";
import { describeError } from "../output/describe-error.ts";
import { Reporter } from "../output/reporter.ts";
import { type Ended, ended } from "../output/result.ts";
import { programName } from "../program-name.ts";
import { eachAtMost } from "./each-at-most.ts";
import type { HostFlags, SubmitFlags } from "./host-flags.ts";
import { type HostRun, hostRun } from "./host-run.ts";

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
