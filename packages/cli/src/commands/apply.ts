import type { Change, ChangePlan, Sbc, UnconfirmedChange } from "@asyncstatus/client";
import { formatDuration } from "@asyncstatus/model/text";
import { planResult, sourceFinder, withPlaces } from "../change/plan-result.ts";
import { type ChangeFile, readChange } from "../change/read-change-file.ts";
import { confirm as askToConfirm, canAsk } from "../connection/ask.ts";
import { CommandLineError, NotConfirmedError, UsageError } from "../errors.ts";
import type { CommandResult } from "../run/command-result.ts";
import { commitWith, unsentResult } from "../run/commit-and-wait.ts";
import { awaitConfirmation } from "../run/confirm-change.ts";
import { exitCodes } from "../run/exit-codes.ts";
import { editErrorOf, failureResult } from "../run/failure-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { describePlan, notCompared, planLines } from "../run/plan-lines.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import {
  type PendingConfirmation,
  pendingOperations,
  type ResumeFile,
  removeResumeFile,
  requireResumeFolder,
  updateConfirmation,
  writeConfirmation,
} from "../state/pending-operations.ts";
import { terminalStyle, wrapHint } from "../terminal/terminal-style.ts";
import { command } from "./command.ts";
import {
  argument,
  backupFlag,
  confirmCommandFlag,
  type HostFlags,
  submitFlags,
  switchFlag,
  textFlag,
  timeFlag,
  timeoutFlag,
  yesFlag,
} from "./flags.ts";

interface ApplyFlags {
  readonly yes?: boolean | undefined;
  readonly includeOthers?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly backup?: string | undefined;
  readonly confirm?: number | undefined;
  readonly confirmCommand?: string | undefined;
  readonly comment?: string | undefined;
}

export const apply = command<HostFlags & ApplyFlags, [file: string]>({
  brief: "apply a change from a file",
  description: [
    "Shows the plan and asks for confirmation. Then takes the lock, checks that the",
    "plan is still current, backs up the editing configuration, edits, verifies,",
    "saves and activates. If an edit or the verify fails, restores the editing",
    "configuration. Changes nothing if the change is already running.",
    "",
    "With --confirm, rolls the change back unless it is confirmed in time, by",
    "`asyncstatus confirm` or by the --confirm-command. The device doesn't roll back by",
    "itself: if this program ends, or can't reach the device, run `asyncstatus resume`.",
  ].join("\n"),
  examples: [
    "FILE",
    "change.yaml",
    "change.yaml --yes --json",
    "change.yaml --dry-run",
    "change.yaml --confirm 10m",
  ],
  flags: {
    ...submitFlags,
    timeout: timeoutFlag("30m"),
    yes: yesFlag,
    includeOthers: switchFlag(
      "also commit other edits that aren't running yet, by any user",
      false,
    ),
    dryRun: switchFlag("edit and verify, then restore the editing configuration", false),
    backup: backupFlag,
    confirm: timeFlag("roll back unless confirmed in this time; see `asyncstatus confirm`"),
    confirmCommand: confirmCommandFlag,
    comment: textFlag("comment for the result and the resume file", "text"),
  },
  positional: [argument("file with the change, YAML or JSON; - for standard input", "file")],
  action: (io, flags, file) => {
    let reading: Promise<ChangeFile> | undefined;
    return runOnHosts(io, flags, "apply", async (run) => {
      requireConfirmable(run, flags);
      if (file === "-" && !flags.yes) {
        throw new UsageError("can't prompt: the change is read from standard input", "Use --yes.");
      }
      reading ??= readChange(io, file, flags);
      const change = await reading;
      if (!flags.yes) requireQuestion(run);
      const { result, unconfirmed } = await planAndApply(run, change, flags);
      if (!unconfirmed) return result;
      const options = { command: "apply", applied: result, check: flags.confirmCommand } as const;
      return await awaitConfirmation(run, unconfirmed, options);
    });
  },
});

/** Plans a change, asks, and applies it. Its session ends before the wait for a confirmation. */
async function planAndApply(
  run: HostRun,
  file: ChangeFile,
  flags: HostFlags & ApplyFlags,
): Promise<Applied> {
  const { yes, comment, json, jsonLines } = flags;
  await using sbc = await run.open();
  const planning = sbc.planChange(file.change, { signal: run.signal });
  const plan = await withPlaces(run, sbc, file, planning);
  const unsent = unsentPlan(run, plan, flags);
  const isAsked = !yes && !unsent;
  if (isAsked) await ask(run, file, plan, flags);
  else if (!unsent) run.note(notCompared(run.commandFor));
  const { result, unconfirmed } = unsent
    ? { result: unsent }
    : await applyPlan(run, sbc, file, plan, flags);
  // The question has shown the plan.
  const isShown = isAsked && !json && !jsonLines;
  return {
    result: {
      ...result,
      ...(comment !== undefined && { comment }),
      ...(!isShown && { data: { plan: planResult(file, plan) } }),
    },
    unconfirmed,
  };
}

/** @throws {UsageError} If the change can't be confirmed. */
function requireConfirmable(
  { target, io }: HostRun,
  { confirm, confirmCommand, dryRun }: ApplyFlags,
): void {
  if (confirm === undefined) {
    if (confirmCommand !== undefined)
      throw new CommandLineError("--confirm-command needs --confirm");
    return;
  }
  if (confirm === 0) throw new CommandLineError("--confirm: expected more than 0s");
  if (dryRun) throw new CommandLineError("--confirm and --dry-run can't be combined");
  if (target.settings.restVersion?.value === "v1.0") {
    throw new UsageError(
      "--confirm: REST v1.0 has no backup to roll back to; nothing was sent",
      "If the device supports v1.2, add: --rest-version v1.2",
    );
  }
  // Without its resume file, the change would be saved but not activated.
  requireResumeFolder(io);
}

/** @throws {UsageError} If a prompt is impossible. */
function requireQuestion({ io, isOneOfMany }: HostRun): void {
  if (isOneOfMany) throw new UsageError("can't prompt for several hosts", "Use --yes.");
  if (!canAsk(io)) throw new UsageError("no terminal to prompt on", "Use --yes.");
}

/** @throws {NotConfirmedError} If the answer isn't yes. */
async function ask(
  run: HostRun,
  file: ChangeFile,
  plan: ChangePlan,
  { dryRun, confirm }: ApplyFlags,
) {
  const { io, signal, target } = run;
  const style = terminalStyle(io.env, io.stderr);
  const lines = [
    ...planLines(planResult(file, plan), style),
    describePlan(plan),
    ...wrapHint(notCompared(run.commandFor), io.stderr.columns, "  "),
  ];
  io.stderr.write(lines.map((line) => `${line}\n`).join(""));
  const question = dryRun
    ? `Edit and verify this on ${target.host}, then restore the editing configuration?`
    : confirm === undefined
      ? `Apply this to ${target.host}, then save and activate it?`
      : `Apply this to ${target.host}, then save and activate it, and roll it back unless confirmed in ${formatDuration(confirm)}?`;
  if (!(await askToConfirm(io, question, signal))) throw new NotConfirmedError();
}

/** Returns the result of a plan that needs no request, or must not be sent. */
function unsentPlan(
  run: HostRun,
  { isRunning, others }: ChangePlan,
  { includeOthers = false, dryRun = false }: ApplyFlags,
): CommandResult | undefined {
  const common = dryRun && { dryRun };
  if (isRunning) return unsentResult(run, "apply", { ...common, outcome: "unchanged" });
  if (others.length === 0 || includeOthers) return undefined;
  const why = { outcome: "stopped", stopReason: "others-edits" } as const;
  return unsentResult(run, "apply", { ...common, ...why });
}

/** Identifies a change, without its values, among which may be passwords. */
async function hashOf(change: Change): Promise<string> {
  const { createHash } = await import("node:crypto");
  return createHash("sha256").update(JSON.stringify(change)).digest("base64");
}

/** The result of a change, and its resume file if it is to be confirmed. */
interface Applied {
  readonly result: CommandResult;
  readonly unconfirmed?: ResumeFile<PendingConfirmation> | undefined;
}

async function applyPlan(
  run: HostRun,
  sbc: Sbc,
  file: ChangeFile,
  plan: ChangePlan,
  { includeOthers = false, dryRun = false, backup, confirm, comment }: ApplyFlags,
): Promise<Applied> {
  const labels = { comment, change: await hashOf(file.change) };
  const count = plan.edits.length;
  let sent = 0;
  const earlier = pendingOperations(run.io, run.target.endpoint).find(
    ({ pending }) => pending.change === labels.change,
  );
  let unconfirmed: ResumeFile<PendingConfirmation> | undefined;
  const onUnconfirmed = (change: UnconfirmedChange) => {
    const submittedAt = run.io.clock.date().toISOString();
    const host = run.target.endpoint.origin;
    const pending = { command: "apply", host, submittedAt, comment, unconfirmed: change } as const;
    unconfirmed = writeConfirmation(run.io, { format: 1, ...pending });
  };
  try {
    const result = await commitWith(run, sbc, {
      command: "apply",
      labels,
      dryRun,
      edit: {
        label: "edit",
        progress: count === 0 ? "nothing to edit" : "backing up the editing configuration",
        async commit(options, showProgress) {
          const applying = sbc.applyChange(file.change, {
            ...options,
            plan,
            includeOthers,
            ...(earlier && { earlier: earlier.pending.operation }),
            ...(backup !== undefined && { backup }),
            ...(confirm !== undefined && { confirmWithinMs: confirm, onUnconfirmed }),
            onEdit() {
              sent += 1;
              showProgress(`${sent} of ${count}`);
            },
          });
          const result = await withPlaces(run, sbc, file, applying);
          if (unconfirmed && result.unconfirmed) {
            unconfirmed = updateConfirmation(unconfirmed, result.unconfirmed);
          } else if (unconfirmed) {
            removeResumeFile(unconfirmed.file);
            unconfirmed = undefined;
          }
          return result;
        },
      },
    });
    if (earlier && result.exitCode === exitCodes.succeeded.code) removeResumeFile(earlier.file);
    return { result, unconfirmed };
  } catch (error) {
    const editError = editErrorOf(error);
    if (editError?.step !== "edit") throw error;
    const failed = editError.edit.edits.at(-1);
    const place = failed && sourceFinder(file)(failed.type, failed.key)?.place;
    const result = failureResult(error, {
      command: "apply",
      host: run.target.host,
      commandFor: run.commandFor,
      ...(place && { prefix: `${place}: ` }),
    });
    return { result };
  }
}
