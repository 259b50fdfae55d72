import {
  type Change,
  type CommitOptions,
  type CommitResult,
  type CommitStep,
  DeviceError,
  describeEdit,
  EditError,
} from "@asyncstatus/client";
import type { Claim, Ledger, UnitChange, UnitRecord, UnitResult } from "../ledger/ledger.ts";
import type { ApplyChange, Plan } from "../plan/plan.ts";
import type { LedgerWriter } from "./ledger-writer.ts";
import type { ActiveSystem } from "./open-active.ts";

/** The options of a commit that each kind of change has. */
export type CommonOptions = Omit<
  CommitOptions,
  "edit" | "startWith" | "compare" | "includeOthers" | "onComparison" | "onEdit" | "backup"
>;

/** The part of a rollout that {@link submitChange} uses. */
export interface ChangeContext {
  readonly ledger: Ledger;
  readonly plan: Pick<Plan, "change">;
  /** The time of the start, ISO 8601. */
  readonly createdAt: string;
}

/**
 * Submits the change of a plan, or its rollback. A change file is planned again, so that edits that a process
 * that was killed has sent aren't sent twice.
 *
 * @throws if there is no backup to roll back to.
 */
export async function submitChange(
  { host, sbc }: ActiveSystem,
  startWith: CommitStep,
  claim: Claim,
  writer: LedgerWriter,
  { ledger, plan, createdAt }: ChangeContext,
  options: CommonOptions,
): Promise<CommitResult> {
  const { change } = plan;
  if (claim.isBack) {
    const backup = backupOf(await ledger.unit(claim.unit.name), host);
    return sbc.rollBack({ ...options, to: { backup } });
  }
  if (!("apply" in change)) {
    return sbc.commit({ ...options, startWith, compare: startWith === "verify" });
  }
  const name = nameOfBackup(change, host, claim, createdAt);
  const backup = sbc.version === "v1.0" ? {} : { backup: name };
  const { change: before } = await ledger.unit(claim.unit.name);
  return sbc.applyChange(changeOf(change), {
    ...options,
    ...backup,
    async onPlan({ edits, edited }) {
      // An earlier process has sent a part of the edits: its backup is the one without them.
      const isContinued = before?.host === host && edited.length > 0;
      const fresh: UnitChange = {
        ...{ host, edits: [...edited, ...edits] },
        ...(edits.length > 0 && backup),
      };
      await writer.editing(isContinued ? before : fresh);
    },
  });
}

/** Returns the result of a unit whose change ended without a step that decides what is next. */
export function resultWithoutStep(
  { outcome, stopReason, plan, edit }: CommitResult,
  host: string,
  summary: string,
): UnitResult | undefined {
  if (outcome === "unchanged") {
    return { state: "succeeded", summary: "unchanged: the change was already running", host };
  }
  if (stopReason === "verify-faults") return { state: "failed", summary, host };
  if (stopReason === "contradicted") {
    return {
      state: "needs-person",
      summary: "the status showed another end of an earlier step",
      host,
    };
  }
  if (stopReason === "others-edits") {
    const types = [...new Set(plan?.others.map(({ element }) => element.type))].join(", ");
    return {
      state: "needs-person",
      summary: `other edits that aren't running would be committed as well: ${types}`,
      host,
      obstacle: "others",
    };
  }
  return edit?.state === "left"
    ? { state: "needs-person", summary: `${summary}; ${describeEdit(edit)}`, host }
    : undefined;
}

/** Returns the result of a unit whose edits the device refused, and which is as it was before them. */
export function resultOfRefusal(error: unknown, host: string): UnitResult | undefined {
  const isRefused =
    error instanceof EditError &&
    error.step === "edit" &&
    error.edit.state !== "left" &&
    error.cause instanceof DeviceError &&
    ["bad-request", "not-found", "conflict"].includes(error.cause.code);
  return isRefused ? { state: "failed", summary: error.message, host } : undefined;
}

/** Returns the backup of a unit from before its change. */
function backupOf({ change }: UnitRecord, host: string): string {
  if (change?.backup === undefined) throw new Error("there is no backup from before the change");
  if (change.host === host) return change.backup;
  throw new Error(
    `the backup ${change.backup} is on ${change.host}, but ${host} is now the active system`,
  );
}

/** Returns the content of a change file. @throws if the plan doesn't have it. */
export function changeOf({ apply, elements }: ApplyChange): Change {
  if (!elements) throw new Error(`the content of ${apply} is missing`);
  return { elements };
}

/** Each claim has another name: the device refuses the name of a backup that exists. */
function nameOfBackup(
  { backup }: ApplyChange,
  host: string,
  { fence }: Claim,
  createdAt: string,
): string {
  const values = {
    "{rollout}": createdAt.replace(/\D/g, ""),
    "{device}": host.replace(/[^\w.-]/g, "-"),
  };
  const name = backup.replace(
    /\{rollout\}|\{device\}/g,
    (key) => values[key as keyof typeof values],
  );
  return fence === 1 ? name : `${name}-${fence}`;
}
