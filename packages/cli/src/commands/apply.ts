import { type ChangePlan, EditError, type Sbc } from "@asyncstatus/client";
import { planResult, sourceFinder, withPlaces } from "../change/plan-result.ts";
import { type ChangeFile, readChangeFile } from "../change/read-change-file.ts";
import { canAsk, confirm } from "../connection/ask.ts";
import { InterruptedError, UsageError } from "../errors.ts";
import type { CommandResult } from "../run/command-result.ts";
import { commitWith, unsentResult } from "../run/commit-and-wait.ts";
import { failureResult } from "../run/failure-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { describePlan, planLines } from "../run/plan-lines.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { terminalStyle } from "../terminal/terminal-style.ts";
import {
  argument,
  command,
  type HostFlags,
  submitFlags,
  switchFlag,
  textFlag,
  yesFlag,
} from "./command.ts";

interface ApplyFlags {
  readonly yes?: boolean | undefined;
  readonly includeOthers?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly backup?: string | undefined;
}

export const apply = command<HostFlags & ApplyFlags, [file: string]>({
  brief: "apply a change from a file",
  description: [
    "Shows the plan and asks. Then takes the lock, checks that the plan still holds,",
    "backs up the editing configuration, edits, verifies, saves and activates. Puts",
    "the editing configuration back if an edit or the verify fails. Sends nothing if",
    "the change is running.",
  ].join("\n"),
  examples: ["FILE", "change.yaml", "change.yaml --yes --json", "change.yaml --dry-run"],
  flags: {
    ...submitFlags,
    yes: yesFlag,
    includeOthers: switchFlag("also commit other edits that aren't running", false),
    dryRun: switchFlag("edit and verify, then put everything back", false),
    backup: textFlag("name of the backup (default: asyncstatus-TIME)", "filename"),
  },
  positional: [argument("file with the change, YAML or JSON", "file")],
  action: (io, { yes, includeOthers, dryRun, backup, ...flags }, file) => {
    let reading: Promise<ChangeFile> | undefined;
    const isJson = flags.json || flags.jsonLines;
    return runOnHosts(io, flags, "apply", async (run) => {
      reading ??= readChangeFile(file);
      const change = await reading;
      if (!yes) requireQuestion(run);
      await using sbc = await run.open();
      const planning = sbc.planChange(change.change, { signal: run.signal });
      const plan = await withPlaces(run, sbc, change, planning);
      const unsent = unsentPlan(run, plan, includeOthers);
      const isAsked = !yes && !unsent;
      if (isAsked) await ask(run, change, plan, dryRun);
      const apply = { includeOthers, dryRun, backup };
      const result = unsent ?? (await applyPlan(run, sbc, change, plan, apply));
      // The question has shown the plan.
      return isAsked && !isJson ? result : { ...result, data: { plan: planResult(change, plan) } };
    });
  },
});

/** @throws {UsageError} If a prompt is impossible. */
function requireQuestion({ io, isOneOfMany }: HostRun): void {
  if (isOneOfMany) throw new UsageError("can't prompt for several hosts", "Use --yes.");
  if (!canAsk(io)) throw new UsageError("no terminal to prompt on", "Use --yes.");
}

/** @throws {InterruptedError} If the answer isn't yes. */
async function ask(
  { io, signal, target }: HostRun,
  file: ChangeFile,
  plan: ChangePlan,
  dryRun = false,
) {
  const style = terminalStyle(io.env, io.stderr);
  const lines = [...planLines(planResult(file, plan), style), describePlan(plan)];
  io.stderr.write(lines.map((line) => `${line}\n`).join(""));
  const question = dryRun
    ? `Edit and verify this on ${target.host}, then put everything back?`
    : `Apply this to ${target.host}, save and activate it?`;
  if (!(await confirm(io, question, signal))) throw new InterruptedError();
}

/** Returns the result of a plan that needs no request, or must not be sent. */
function unsentPlan(
  run: HostRun,
  { isRunning, others }: ChangePlan,
  includeOthers = false,
): CommandResult | undefined {
  if (isRunning) return unsentResult(run, "apply", { outcome: "unchanged" });
  if (others.length === 0 || includeOthers) return undefined;
  return unsentResult(run, "apply", { outcome: "stopped", stopReason: "others-edits" });
}

async function applyPlan(
  run: HostRun,
  sbc: Sbc,
  file: ChangeFile,
  plan: ChangePlan,
  { includeOthers = false, dryRun = false, backup }: ApplyFlags,
): Promise<CommandResult> {
  const common = { command: "apply", host: run.target.host } as const;
  const count = plan.edits.length;
  let sent = 0;
  try {
    return await commitWith(run, sbc, {
      command: "apply",
      dryRun,
      edit: {
        label: "edit",
        progress: count === 0 ? "nothing to edit" : "backing up the editing configuration",
        commit: (options, row) =>
          withPlaces(
            run,
            sbc,
            file,
            sbc.applyChange(file.change, {
              ...options,
              plan,
              includeOthers,
              ...(backup !== undefined && { backup }),
              onEdit() {
                sent += 1;
                row.update(`${sent} of ${count}`);
              },
            }),
          ),
      },
    });
  } catch (error) {
    if (!(error instanceof EditError) || error.step !== "edit") throw error;
    const failed = error.edit.edits.at(-1);
    const place = failed && sourceFinder(file)(failed.type, failed.key)?.place;
    return failureResult(error, {
      ...common,
      commandFor: run.commandFor,
      ...(place && { prefix: `${place}: ` }),
    });
  }
}
