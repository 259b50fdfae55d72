import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Decision, Ledger, RolloutEvent } from "@asyncstatus/fleet";
import { escapeForTerminal, formatDuration, shellWord } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import { type ExitCode, exitCodes } from "../run/exit-codes.ts";
import type { PreparedTargets } from "../run/run-on-hosts.ts";
import { deviceAccess } from "./device-access.ts";
import { exitCodeOf, exitCodeOfRollback } from "./exit-code-of.ts";
import { printReport } from "./print-report.ts";
import { type HostsFlags, hostCommand, resumeCommand, rolloutCommand } from "./rollout-commands.ts";
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
  /** True if a rollback is what the user asked for. */
  readonly isRollback?: boolean;
}

/** The variables of this process that a check command has. None of them is a secret. */
const checkVariables = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SystemRoot", "TEMP"];

/** Runs a rollout until it is over, and prints its report. The first Ctrl-C starts no further unit. */
export async function runInForeground(
  io: Io,
  ledger: Ledger,
  prepared: PreparedTargets,
  flags: RunFlags,
  { alone, service = false, isRollback = false }: RunMode,
): Promise<ExitCode> {
  const { describeWave, readReport, runRollout } = await import("@asyncstatus/fleet");
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
      case "unreachable":
        return print(
          `${event.unit}: can't be reached, retrying for up to ${formatDuration(event.retryMs)}: ${event.reason}`,
        );
      case "restarted":
        return print(`${event.unit}: starting again: ${event.reason}`);
      case "ended": {
        const { name, state, result } = event.unit;
        return print(`${name}: ${state}${state === "waiting" ? "" : `: ${result?.summary ?? ""}`}`);
      }
      case "paused":
        print(`Paused: ${event.reason}.`);
        print(`  To continue, run: ${resumeCommand(io, flags)}`);
        return print("  To also retry what didn't succeed, add: --retry");
      case "fenced":
        return print(`${event.unit}: now run by another worker`);
      case "rolling-back":
        return print(`Rolling back: ${event.reason}.`);
      case "submitting":
      case "locked":
        return;
    }
  };
  const { targets } = prepared;
  const [first] = targets;
  const { concurrency } = first?.settings ?? {};
  try {
    await runRollout({
      ledger,
      alone,
      service,
      worker: `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`,
      ...(concurrency && { concurrency: concurrency.value }),
      ...deviceAccess(io, prepared, flags),
      runCheck: (command, env, signal) =>
        io.runCommand(command, signal, { ...pick(io.env, checkVariables), ...env }),
      clock: io.clock,
      signal: stop.signal,
      onEvent(event) {
        metrics?.onEvent(event);
        if (!flags.quiet) show(event);
      },
    });
    const read = await readReport(ledger, io.clock.date().getTime());
    const report = alone ? { ...read, hasRunner: false } : read;
    const format = flags.json ? "json" : "text";
    await printReport(io, ledger, report, format, (host) =>
      hostCommand(io, "status", host, targets, flags),
    );
    const isOpen = report.status === "running" || report.status === "rolling-back";
    if (stop.signal.aborted && isOpen) return exitCodes.interrupted.code;
    return isRollback ? exitCodeOfRollback(report) : exitCodeOf(report);
  } finally {
    endInterrupts();
    await metrics?.close();
  }
}

function pick(env: Io["env"], names: readonly string[]): Io["env"] {
  return Object.fromEntries(names.map((name) => [name, env[name]]));
}
