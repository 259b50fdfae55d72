import type { RestVersion } from "@asyncstatus/model";
import type { Clock } from "@asyncstatus/model/clock";
import type { Elements } from "../elements/elements.ts";
import { asError } from "../errors/asyncstatus-error.ts";
import { withTimeLimit } from "../errors/time-limit.ts";
import type { Operation } from "../operation/operation.ts";
import type { Succeeded } from "../operation/outcome.ts";
import type { SubmitOptions } from "../operation/submit.ts";
import { EditError, type EditReport, UnsuccessfulError } from "./edit-error.ts";
import { EditSession, type ElementEdit, type ElementEditor } from "./edit-session.ts";

/** The part of an {@link Sbc} that edits. */
export interface Editable {
  readonly version: RestVersion;
  readonly elements: Elements;
  backup(options: FileOptions<"editing" | "running">): Promise<Operation>;
  restore(
    options: FileOptions<"backupFile"> | (SubmitOptions & { readonly source: "running" }),
  ): Promise<Operation>;
}

type FileOptions<Source> = SubmitOptions & { readonly source: Source; readonly filename: string };

/** A configuration to return to: the running one, or the one of a backup file. */
export type RollBackTarget = "running" | { readonly backup: string };

/** An edit, and the steps after it. */
export interface EditSteps<Progress> {
  readonly edit: (elements: ElementEditor) => Promise<unknown>;
  /** The names of the key attributes by element type, if they were read before. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  /** Restores a configuration into the editing one, in place of `edit`. */
  readonly restoreFrom?: RollBackTarget | undefined;
  /** The name of the backup. */
  readonly backup: string | undefined;
  readonly waitForIdleMs: number;
  readonly signal: AbortSignal;
  readonly leftMs: () => number;
  readonly takeSteps: (edits: readonly ElementEdit[]) => Promise<Progress>;
  /** Called after each edit. */
  readonly onEdit?: ((edit: ElementEdit) => void) | undefined;
  /** Returns true if a save was submitted, after which the edits are kept. */
  readonly maySave: (progress: Progress) => boolean;
}

// Also after the deadline or an abort.
const restoreMs = 60_000;

/**
 * Backs up the editing configuration, edits it, and takes the steps of a commit. Puts the editing
 * configuration back unless a save was submitted.
 *
 * @throws {EditError} if the backup, the edit or the submission of the verify fails.
 */
export async function withEdit<Progress>(
  sbc: Editable,
  clock: Clock,
  steps: EditSteps<Progress>,
): Promise<{ readonly progress: Progress; readonly edit: EditReport }> {
  const { signal, leftMs, waitForIdleMs, restoreFrom } = steps;
  const hasBackup = sbc.version !== "v1.0";
  const session = new EditSession(sbc.elements, {
    keepsElements: !hasBackup,
    keys: steps.keys,
    onEdit: steps.onEdit ?? (() => {}),
  });
  const backup = hasBackup ? (steps.backup ?? defaultBackupName(clock)) : undefined;
  const report = (
    state: EditReport["state"],
    left: EditReport["left"] = [],
    error?: unknown,
  ): EditReport => ({
    edits: session.edits,
    ...(backup !== undefined && { backup }),
    state,
    left,
    ...(error !== undefined && { restoreError: asError(error) }),
    ...(state === "left" && restoreFrom && !isRestored && { isUnclear: true }),
  });
  const putBack = async (): Promise<EditReport> => {
    const sent = session.edits.filter(({ state }) => state !== "refused");
    if (restoreFrom ? !mayBeRestored : sent.length === 0) return report("none");
    if (restoreFrom && backup === undefined) {
      return report("left", [], new Error("REST v1.0 has no backup of the editing configuration"));
    }
    const limit = { name: "return to the configuration before the edits", ms: restoreMs };
    return await withTimeLimit(clock, limit, async (signal) => {
      if (backup === undefined) {
        const { left, error } = await session.takeBack(signal);
        return report(left.length > 0 ? "left" : "restored", left, error);
      }
      try {
        const source = { source: "backupFile", filename: backup } as const;
        const operation = await sbc.restore({ ...source, signal, waitForIdleMs: restoreMs });
        await requireSuccess(operation, signal, restoreMs);
        return report("restored");
      } catch (error) {
        return report("left", sent, error);
      }
    });
  };
  if (backup !== undefined) {
    await backUp(sbc, { ...steps, source: "editing", filename: backup });
  }
  let mayBeRestored = false;
  let isRestored = false;
  let step: EditError["step"] = restoreFrom ? "restore" : "edit";
  try {
    if (restoreFrom) {
      const source =
        restoreFrom === "running"
          ? ({ source: "running" } as const)
          : ({ source: "backupFile", filename: restoreFrom.backup } as const);
      const operation = await sbc.restore({ ...source, signal, waitForIdleMs });
      mayBeRestored = true;
      await requireSuccess(operation, signal, leftMs());
      isRestored = true;
    } else {
      await session.run(steps.edit, signal);
    }
    step = "verify";
    const progress = await steps.takeSteps(session.edits);
    if (!steps.maySave(progress)) return { progress, edit: await putBack() };
    return { progress, edit: report(restoreFrom ? "replaced" : "kept") };
  } catch (error) {
    // The backup brings back what a restore that failed may have changed; v1.0 has none.
    if (backup === undefined && step === "restore" && isFailed(error)) mayBeRestored = false;
    throw new EditError(step, asError(error), await putBack());
  }
}

/**
 * Backs up a configuration.
 *
 * @throws {EditError} if the backup fails, or the lock is lost.
 */
export async function backUp(
  sbc: Editable,
  {
    source,
    filename,
    signal,
    waitForIdleMs,
    leftMs,
  }: Pick<EditSteps<unknown>, "signal" | "waitForIdleMs" | "leftMs"> & {
    readonly source: "editing" | "running";
    readonly filename: string;
  },
): Promise<void> {
  try {
    const idle = { signal, waitForIdleMs: Math.min(waitForIdleMs, leftMs()) };
    const operation = await sbc.backup({ source, filename, ...idle });
    const outcome = await requireSuccess(operation, signal, leftMs());
    if (outcome.evidence.lock === "lost") throw new UnsuccessfulError(outcome);
  } catch (error) {
    const edit = { edits: [], state: "none", left: [] } as const;
    throw new EditError("backup", asError(error), edit);
  }
}

function isFailed(error: unknown): boolean {
  if (!(error instanceof UnsuccessfulError)) return false;
  const { outcome } = error;
  return outcome.outcome === "failed" && outcome.confidence !== "probable";
}

async function requireSuccess(
  operation: Operation,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<Succeeded> {
  const outcome = await operation.wait({ signal, timeoutMs });
  if (outcome.outcome !== "succeeded") throw new UnsuccessfulError(outcome);
  return outcome;
}

/** Returns the default name of a backup. */
export function defaultBackupName(clock: Clock): string {
  return `asyncstatus-${clock.date().toISOString().replace(/\D/g, "")}`;
}
