import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Decision, Ledger, RolloutEvent, RolloutReport } from "@asyncstatus/fleet";
import { escapeForTerminal, jsonForTerminal, shellWord } from "@asyncstatus/model/text";
import { openDevice } from "../connection/open-device.ts";
import type { Passwords } from "../connection/passwords.ts";
import type { Target } from "../connection/resolve-targets.ts";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";
import { type ExitCode, type ExitReason, exitCodes, worstOf } from "../run/exit-codes.ts";
import { type HostsFlags, resumeCommand, rolloutCommand } from "./rollout-commands.ts";
import { type ListenAddress, serveRolloutMetrics } from "./rollout-metrics.ts";

/** Options of a command that runs a rollout. */
export interface RunFlags extends HostsFlags {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly metricsListen?: ListenAddress | undefined;
}

/** The way to run a rollout. */
export interface RunMode {
  /** True if no other process runs it. */
  readonly alone: boolean;
  /** Waits while the rollout is paused. */
  readonly service?: boolean;
}

/** Runs a rollout until it is over, and prints its report. The first Ctrl-C starts no further unit. */
export async function runInForeground(
  io: Io,
  ledger: Ledger,
  { targets, passwords }: { readonly targets: readonly Target[]; readonly passwords: Passwords },
  flags: RunFlags,
  { alone, service = false }: RunMode,
): Promise<ExitCode> {
  const { describeWave, runRollout } = await import("@asyncstatus/fleet");
  const metrics = await serveRolloutMetrics(io, ledger, flags.metricsListen);
  const print = (text: string) => io.stderr.write(`${escapeForTerminal(text)}\n`);
  const stop = new AbortController();
  const endInterrupts = io.onInterrupt(() => {
    if (stop.signal.aborted) return io.quit();
    stop.abort();
    print(
      "Interrupted. No further unit is started; press Ctrl-C again to quit immediately. " +
        `To continue, run: ${resumeCommand(io, flags, service ? "worker" : "resume")}`,
    );
  });
  const shown = new Map<string, string>();
  const showWaves = (waves: Decision["waves"]) => {
    for (const wave of waves) {
      const text = `wave ${wave.name}: ${describeWave(wave)}`;
      if (shown.get(wave.name) !== text && wave.waitsFor !== "earlier-wave") print(text);
      shown.set(wave.name, text);
      if (wave.waitsFor !== "approval") continue;
      const words = `approve ${shellWord(wave.approve ?? "")}`;
      print(`  To approve it, run: ${rolloutCommand(io, words, flags)}`);
    }
  };
  const show = (event: RolloutEvent) => {
    switch (event.type) {
      case "waves":
        return showWaves(event.waves);
      case "started":
        if (event.takenOver) print(`${event.unit}: resuming after a process that ended`);
        return;
      case "ended": {
        const { name, state, result } = event.unit;
        return print(`${name}: ${state}${state === "waiting" ? "" : `: ${result?.summary ?? ""}`}`);
      }
      case "paused":
        print(`Paused: ${event.reason}.`);
        return print(`  To continue, run: ${resumeCommand(io, flags)}`);
      case "fenced":
        return print(`${event.unit}: now run by another worker`);
      case "submitting":
      case "locked":
        return;
    }
  };
  const byHost = new Map(targets.map((target) => [target.endpoint.host, target]));
  const [first] = targets;
  const { waitForLock, waitForIdle, timeout, concurrency } = first?.settings ?? {};
  try {
    await runRollout({
      ledger,
      alone,
      service,
      worker: `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`,
      ...(concurrency && { concurrency: concurrency.value }),
      async connect(host) {
        const target = byHost.get(host);
        if (!target) throw new Error(`${host} isn't in the inventory`);
        const password = await passwords.of(target);
        return openDevice(io, target, { password, signal: new AbortController().signal });
      },
      clock: io.clock,
      signal: stop.signal,
      times: {
        ...(waitForLock && { waitForLockMs: waitForLock.value }),
        ...(waitForIdle && { waitForIdleMs: waitForIdle.value }),
        ...(timeout && { commitMs: timeout.value }),
      },
      onEvent(event) {
        metrics?.onEvent(event);
        if (!flags.quiet) show(event);
      },
    });
    const report = await printReport(io, ledger, flags);
    return stop.signal.aborted && report.status === "running"
      ? exitCodes.interrupted.code
      : exitCodeOf(report);
  } finally {
    endInterrupts();
    await metrics?.close();
  }
}

/** Prints the report of a rollout, and returns it. */
export async function printReport(
  io: Io,
  ledger: Ledger,
  { json = false }: Pick<RunFlags, "json">,
): Promise<RolloutReport> {
  const { formatText, readReport } = await import("@asyncstatus/fleet");
  const report = await readReport(ledger, io.clock.date().getTime());
  io.stdout.write(
    json
      ? `${jsonForTerminal(report, 2)}\n`
      : formatText(report, (host) => lookCommand(io, host))
          .map((line) => `${escapeForTerminal(line)}\n`)
          .join(""),
  );
  return report;
}

function lookCommand(io: Io, host: string): string {
  return `${programName(io)} status --host ${shellWord(host)}`;
}

/** Returns the exit code of a rollout that ended, was paused or was aborted. */
export function exitCodeOf({ status, units }: RolloutReport): ExitCode {
  const reasons: ExitReason[] = units.map(({ state }) => {
    if (state === "failed" || state === "unhealthy") return "failed";
    return state === "needs-person" ? "unknown" : "succeeded";
  });
  if (status !== "complete") reasons.push("stillRunning");
  return worstOf(reasons.map((reason) => exitCodes[reason].code));
}
