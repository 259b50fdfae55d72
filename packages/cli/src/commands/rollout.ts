import type { Decision, Ledger } from "@asyncstatus/fleet";
import { escapeForTerminal, linesForTerminal } from "@asyncstatus/model/text";
import { buildRouteMap } from "@stricli/core";
import { resolveHosts, type TargetFlags } from "../connection/resolve-targets.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { asUsageError } from "../rollout/as-usage-error.ts";
import {
  asRunner,
  createLedger,
  defaultLedger,
  type LedgerPlace,
  ledgerPlace,
  openLedger,
} from "../rollout/ledger-place.ts";
import { type PersonFlags, personOf } from "../rollout/person-of.ts";
import {
  auditExitCode,
  printStatus,
  type ReportFormat,
  reportFormats,
} from "../rollout/print-report.ts";
import { readPlanFile, toInventoryDevice } from "../rollout/read-plan-file.ts";
import { type LedgerFlags, rolloutCommand } from "../rollout/rollout-commands.ts";
import { parseListenAddress } from "../rollout/rollout-metrics.ts";
import { type RunFlags, runInForeground } from "../rollout/run-in-foreground.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import { printJson } from "../run/print-json.ts";
import { prepareTargets } from "../run/run-on-hosts.ts";
import { warnOfUnconfirmed } from "../run/warn-of-unconfirmed.ts";
import { command } from "./command.ts";
import {
  argument,
  choiceFlag,
  connectionFlags,
  outputFlags,
  settingFlag,
  switchFlag,
  textFlag,
  timeFlag,
} from "./flags.ts";

const ledgerFlag = {
  ledger: textFlag(
    `ledger: file, or postgres://USER@HOST/DATABASE (default: ${defaultLedger})`,
    "file",
    false,
  ),
  ledgerUrlFile: textFlag(
    "file with the URL of the PostgreSQL ledger, including the password",
    "file",
  ),
};
const resultFlags = {
  output: choiceFlag("text (default) or json", ["text", "json"]),
  json: switchFlag("short for --output json", false),
};
const personFlags = {
  by: textFlag("name to record as yours (default: your login name)", "name", false),
  reason: textFlag("reason to record", "text", false),
};
const metricsListenFlag = {
  ...textFlag(
    "address on which to serve metrics for Prometheus, such as 127.0.0.1:9464",
    "host:port",
  ),
  parse: parseListenAddress,
};
const workerFlags = {
  ...connectionFlags,
  quiet: outputFlags.quiet,
  waitForLock: {
    ...settingFlag("waitForLock"),
    brief: "how long to wait for the lock of each device (default: 11m)",
  },
  waitForIdle: {
    ...settingFlag("waitForIdle"),
    brief: "how long to wait for other requests to finish (default: 10m)",
  },
  timeout: { ...settingFlag("timeout"), brief: "deadline for each commit (default: 30m)" },
  concurrency: {
    ...settingFlag("concurrency"),
    brief: "number of units that this process works on at a time (default: the plan's limits)",
  },
  metricsListen: metricsListenFlag,
  ...ledgerFlag,
  ...resultFlags,
};
const runFlags = { ...workerFlags, ...personFlags };

interface JsonFlag {
  readonly json?: boolean | undefined;
}

type StartFlags = TargetFlags & RunFlags & PersonFlags;

const planArgument = argument("plan file (YAML or JSON)", "plan");
const optionalPlan = argument(
  "plan file that the rollout was started with, to check that it hasn't changed",
  "plan",
  true,
);

const plan = command<TargetFlags & JsonFlag, [plan: string]>({
  brief: "show the waves of a plan",
  description: [
    "Checks the plan and the inventory, and shows the waves. Doesn't connect to any",
    "device.",
  ].join(" "),
  examples: ["PLAN [options]", "plan.yaml --inventory hosts.yaml"],
  isOutput: true,
  flags: { host: connectionFlags.host, inventory: connectionFlags.inventory, ...resultFlags },
  positional: [planArgument],
  action: (io, { json = false, ...flags }, file) =>
    withErrors(io, { json }, async () => {
      const read = await readPlanFile(file);
      const { nextStart, planUnits } = await import("@asyncstatus/fleet");
      const units = planUnits(read, (await resolveHosts(io, flags)).map(toInventoryDevice), file);
      if (json) {
        printJson(io, { plan: read, units });
        return 0;
      }
      const waves = read.waves.map(({ name }) => {
        const own = units.filter(({ wave }) => wave === name);
        const names = own.slice(0, 10).map((unit) => unit.name);
        const more = own.length > names.length ? `, … (${own.length - names.length} more)` : "";
        return `${name}: ${own.length} unit(s): ${names.join(", ")}${more}`;
      });
      const opensAt = read.window && nextStart(read.window, io.clock.date().getTime());
      const opens = opensAt === undefined ? "never" : new Date(opensAt).toISOString();
      const window = read.window ? [`The window is next open: ${opens}`] : [];
      io.stdout.write([...waves, ...window].map((line) => `${escapeForTerminal(line)}\n`).join(""));
      return 0;
    }),
});

const start = command<StartFlags & { readonly dryRun?: boolean | undefined }, [plan: string]>({
  brief: "start a rollout and run it",
  description: [
    "Makes the change on the devices, wave by wave. Records each request in a ledger before it",
    "is sent. After a crash, run: asyncstatus rollout resume. After Ctrl-C, no further",
    "device or HA pair is started. With --dry-run, compares and verifies the change on",
    "each device, and saves nothing.",
  ].join(" "),
  examples: ["PLAN [options]", "plan.yaml --inventory hosts.yaml", "plan.yaml --dry-run"],
  flags: {
    ...runFlags,
    dryRun: switchFlag("compare and verify on each device, and save nothing", false),
  },
  positional: [planArgument],
  action: (io, { dryRun = false, ...flags }, file) =>
    withErrors(io, flags, async () => {
      const read = await readPlanFile(file);
      const { planUnits } = await import("@asyncstatus/fleet");
      const prepared = await prepareTargets(io, flags, (text) => warn(io, text));
      const devices = prepared.targets.map(toInventoryDevice);
      const units = planUnits(read, devices, file);
      if (dryRun) {
        const { dryRunRollout } = await import("../rollout/dry-run-rollout.ts");
        return await dryRunRollout(io, { plan: read, units }, prepared, flags);
      }
      warnOfUnconfirmed(io, "rollout start", prepared.targets, (text) => warn(io, text));
      const place = ledgerPlace(io, flags);
      return asRunner(place, async (alone) => {
        const content = { plan: read, devices, units, by: personOf(io, flags).by };
        await using ledger = await createLedger(io, place, content);
        return await runInForeground(io, ledger, prepared, flags, { alone });
      });
    }),
});

const resume = command<StartFlags & { readonly retry?: boolean | undefined }, [plan?: string]>({
  brief: "continue a rollout that is paused or was interrupted",
  description: [
    "Continues a rollout that was paused, or whose process was killed. Devices and HA",
    "pairs that didn't succeed are left as they are, unless you pass --retry. Uses the",
    "plan and the change file that the rollout was started with; with PLAN, checks that",
    "the files haven't changed since.",
  ].join(" "),
  examples: ["[PLAN] [options]", "--inventory hosts.yaml --reason 'fixed' --retry"],
  flags: {
    ...runFlags,
    retry: switchFlag("retry the devices and HA pairs that didn't succeed", false),
  },
  positional: [optionalPlan],
  action: (io, { retry = false, ...flags }, file) =>
    withLedger(io, flags, async (ledger, place) => {
      const prepared = await prepareSameTargets(io, ledger, flags, file);
      return await asRunner(place, async (alone) => {
        await ledger.resume(personOf(io, flags), { retry });
        return runInForeground(io, ledger, prepared, flags, { alone });
      });
    }),
});

const worker = command<TargetFlags & RunFlags>({
  brief: "run a rollout as a service",
  description: [
    "Runs units of a rollout whose ledger is in PostgreSQL. Several workers can run one",
    "rollout, with the same inventory. Waits while the rollout is paused, and exits",
    "once the rollout is complete or aborted. After SIGTERM, starts no further units",
    "and finishes those in progress.",
  ].join("\n"),
  examples: ["[options]", "--ledger-url-file url --concurrency 50"],
  flags: workerFlags,
  action: (io, flags) =>
    withLedger(io, flags, async (ledger, place) => {
      const prepared = await prepareSameTargets(io, ledger, flags);
      return await asRunner(place, (alone) =>
        runInForeground(io, ledger, prepared, flags, { alone, service: true }),
      );
    }),
});

/**
 * Reads the settings of the hosts that a rollout was started with.
 *
 * @throws {UsageError} If the hosts, or the plan if it is given, differ.
 */
async function prepareSameTargets(
  io: Io,
  ledger: Ledger,
  flags: TargetFlags & RunFlags,
  file?: string,
) {
  const { snapshotHash } = await import("@asyncstatus/fleet");
  const prepared = await prepareTargets(io, flags, (text) => warn(io, text));
  const { plan, hash } = await ledger.snapshot();
  const devices = prepared.targets.map(toInventoryDevice);
  if (snapshotHash({ plan, devices }) !== hash) {
    throw new UsageError(
      "the inventory differs from the one that the rollout was started with",
      "Use the same hosts, in the same order, with the same sites, labels, pairs and groups.",
    );
  }
  if (file === undefined) return prepared;
  const given = await readPlanFile(file);
  if (snapshotHash({ plan: given, devices }) !== hash) {
    throw new UsageError(
      "the plan or its change file differs from the one that the rollout was started with",
      "Leave out PLAN to continue with the ones that it was started with, or start another rollout.",
    );
  }
  return prepared;
}

const status = command<LedgerFlags & JsonFlag>({
  brief: "show a rollout",
  description: "Shows the waves and units of a rollout, and which need attention.",
  examples: ["[options]", "--json"],
  isOutput: true,
  flags: { ...ledgerFlag, ...resultFlags },
  action: (io, flags) =>
    withLedger(io, flags, (ledger, place) =>
      printStatus(io, ledger, place, flags, flags.json ? "json" : "text"),
    ),
});

const watch = command<LedgerFlags & { readonly interval?: number | undefined }>({
  brief: "follow the progress of a rollout",
  description: [
    "Shows the waves, counts, the rate, slow units, and units that need a person, in at",
    "most 24 lines. Runs until the rollout is over, or until Ctrl-C.",
  ].join("\n"),
  examples: ["[options]", "--interval 5s"],
  flags: { ...ledgerFlag, interval: timeFlag("time between two readings (default: 1s)") },
  action: (io, { interval = 1_000, ...flags }) =>
    withLedger(io, flags, async (ledger, place) => {
      const { watchRollout } = await import("../rollout/watch-rollout.ts");
      await watchRollout(io, ledger, place, interval);
      return 0;
    }),
});

const exportCommand = command<LedgerFlags>({
  brief: "print the whole ledger as JSON",
  description: [
    "Prints the whole ledger as JSON: the plan, the change file, the inventory, the",
    "units, the steps and the audit log. Contains no credentials, unless the change",
    "file does.",
  ].join(" "),
  examples: ["[options]", "--ledger my.ledger > rollout.json"],
  isOutput: true,
  flags: ledgerFlag,
  action: (io, flags) =>
    withLedger(io, { ...flags, json: true }, async (ledger) => {
      const { exportLedger } = await import("@asyncstatus/fleet");
      const exported = await exportLedger(ledger);
      printJson(io, exported);
      return auditExitCode(io, exported.auditProblem);
    }),
});

/** Decides what would be next in a rollout. */
async function readDecision({ clock }: Io, ledger: Ledger): Promise<Decision> {
  const { decide } = await import("@asyncstatus/fleet");
  const { plan } = await ledger.snapshot();
  const [units, control] = [await ledger.units(), await ledger.control()];
  return decide({ plan, units, control }, { nowMs: clock.date().getTime() });
}

/** Builds a command that acts on a rollout that another process may be running. */
function intervention(action: "pause" | "abort", brief: string, description: string, done: string) {
  return command<LedgerFlags & PersonFlags & JsonFlag>({
    brief,
    description,
    examples: ["[options]", "--reason 'calls fail in fra'"],
    flags: { ...ledgerFlag, ...personFlags, ...resultFlags },
    action: (io, flags) =>
      withLedger(io, flags, async (ledger, place) => {
        const { isComplete, isRolledBack } = await readDecision(io, ledger);
        if (isComplete || isRolledBack) {
          throw new UsageError(
            `can't ${action} the rollout: it is ${isComplete ? "complete" : "rolled back"}`,
            `To see it, run: ${rolloutCommand(io, "status", flags)}`,
          );
        }
        const { paused, aborted } = await ledger.control();
        const before = action === "pause" ? paused : aborted;
        await ledger[action](personOf(io, flags));
        if (flags.json) return printStatus(io, ledger, place, flags, "json");
        const { describeIntervention } = await import("@asyncstatus/fleet");
        const already = before && `It already was, ${describeIntervention(before)}.`;
        io.stdout.write(linesForTerminal(`${done}${already === undefined ? "" : ` ${already}`}`));
        return 0;
      }),
  });
}

const pause = intervention(
  "pause",
  "start no further units",
  "Pauses a rollout: starts no further units; those in progress are finished.",
  "Paused. Units in progress are finished.",
);

const abort = intervention(
  "abort",
  "start no further units, for good",
  "Ends a rollout for good. Units in progress are finished. This can't be undone.",
  "Aborted. Units in progress are finished.",
);

const approve = command<LedgerFlags & PersonFlags & JsonFlag, [wave: string]>({
  brief: "let the wave after this one start",
  description: [
    "Approves a wave, so that the next one can start. The wave must have passed,",
    "including its soak time.",
  ].join(" "),
  examples: ["WAVE [options]", "canary --reason 'no alarms'"],
  flags: { ...ledgerFlag, ...personFlags, ...resultFlags },
  positional: [argument("wave to approve", "wave")],
  action: (io, flags, wave) =>
    withLedger(io, flags, async (ledger, place) => {
      const { describeWave } = await import("@asyncstatus/fleet");
      const { waves } = await readDecision(io, ledger);
      const found = waves.find(({ name }) => name === wave);
      if (!found) {
        const names = waves.map(({ name }) => name).join(", ");
        throw new UsageError(`the rollout has no wave ${wave}`, `Waves: ${names}.`);
      }
      if (!waves.some(({ waitsFor, approve }) => waitsFor === "approval" && approve === wave)) {
        throw new UsageError(
          `no wave waits for the approval of ${wave}: it is ${describeWave(found)}`,
        );
      }
      await ledger.approve(wave, personOf(io, flags));
      if (flags.json) return printStatus(io, ledger, place, flags, "json");
      io.stdout.write(`Approved ${escapeForTerminal(wave)}.\n`);
      return 0;
    }),
});

const rollback = command<StartFlags>({
  brief: "roll back the units that took the change",
  description: [
    "On each unit that took the change, restores the backup made before it, then",
    "verifies, saves and activates. Goes through the waves in reverse order, with the",
    "plan's limits, stop rules and `after` gates. Discards unsaved edits on these units.",
    "Starts no further units. If another process runs the rollout, that process rolls",
    "it back. Needs a plan with change.apply.",
  ].join(" "),
  examples: ["[options]", "--inventory hosts.yaml --reason 'calls fail'"],
  flags: runFlags,
  action: (io, flags) =>
    withLedger(io, flags, async (ledger, place) => {
      const { plan } = await ledger.snapshot();
      if ("commit" in plan.change) {
        throw new UsageError("there is no backup to roll back to: the change is a commit");
      }
      const prepared = await prepareSameTargets(io, ledger, flags);
      await ledger.rollBack(personOf(io, flags));
      try {
        return await asRunner(place, (alone) =>
          runInForeground(io, ledger, prepared, flags, { alone, isRollback: true }),
        );
      } catch (error) {
        const { LedgerError } = await import("@asyncstatus/fleet");
        if (!(error instanceof LedgerError && error.code === "in-use")) throw error;
        if (flags.json) return printStatus(io, ledger, place, flags, "json");
        io.stdout.write("The process that runs the rollout rolls it back.\n");
        return 0;
      }
    }),
});

const report = command<LedgerFlags & JsonFlag & { readonly output?: ReportFormat | undefined }>({
  brief: "print a report with the evidence",
  description: [
    "Prints a report of the rollout, without credentials. The HTML is a single page without",
    "scripts or external resources.",
  ].join(" "),
  examples: ["[options]", "--output html > rollout.html"],
  isOutput: true,
  flags: {
    ...ledgerFlag,
    ...resultFlags,
    output: choiceFlag("text (default), json, junit or html", reportFormats),
  },
  action: (io, { output, ...flags }) =>
    withLedger(io, flags, (ledger, place) =>
      printStatus(io, ledger, place, flags, output ?? (flags.json ? "json" : "text")),
    ),
});

export const rollout = buildRouteMap({
  routes: {
    plan,
    start,
    worker,
    status,
    watch,
    pause,
    resume,
    approve,
    abort,
    rollback,
    report,
    export: exportCommand,
  },
  docs: { brief: "change many devices, in waves" },
});

/** Runs a command, and prints its error. */
async function withErrors(
  io: Io,
  flags: LedgerFlags & JsonFlag,
  run: () => Promise<number>,
): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const usageError = await asUsageError(error, io, flags);
    return failWithoutDevice(io, usageError, { command: "rollout", json: flags.json });
  }
}

/** Runs a command on the ledger of a rollout, and prints its error. */
function withLedger(
  io: Io,
  flags: LedgerFlags & JsonFlag,
  run: (ledger: Ledger, place: LedgerPlace) => Promise<number>,
): Promise<number> {
  return withErrors(io, flags, async () => {
    const place = ledgerPlace(io, flags);
    await using ledger = await openLedger(io, place);
    return await run(ledger, place);
  });
}

function warn(io: Io, text: string): void {
  io.stderr.write(`${escapeForTerminal(text)}\n`);
}
