import { backUp, defaultBackupName, withEdit } from "../change/with-edit.ts";
import type {
  CommitOptions,
  CommitStep,
  Confirmation,
  UnconfirmedSource,
} from "./commit-options.ts";
import { type Progress, takeSteps } from "./commit-steps.ts";
import type { UnconfirmedChange } from "./unconfirmed-change.ts";
import { editSteps, idleOptions, type UnderLock } from "./under-lock.ts";

/** Backs up the running configuration, and records the version that the change is activated as. */
export async function prepareRollback(
  commit: UnderLock,
  { withinMs, statusUrl, onUnconfirmed }: Confirmation,
): Promise<{
  readonly options: CommitOptions;
  readonly after: (progress: Progress) => Pick<Progress, "unconfirmed">;
}> {
  const { sbc, clock, options } = commit;
  const backup = `${defaultBackupName(clock)}-running`;
  await backUp(sbc, { ...editSteps(commit), source: "running", filename: backup });
  const confirmBy = () => new Date(clock.date().getTime() + withinMs).toISOString();
  let unconfirmed: UnconfirmedChange | undefined;
  return {
    options: beforeActivate(options, async (version) => {
      unconfirmed = { format: 1, statusUrl, backup, version, confirmBy: confirmBy() };
      await onUnconfirmed?.(unconfirmed);
    }),
    after({ steps, unfollowed }) {
      const last = steps.at(-1)?.outcome;
      const mayRun =
        unfollowed === "activate" || (last?.operation === "activate" && last.outcome !== "failed");
      return mayRun && unconfirmed
        ? { unconfirmed: { ...unconfirmed, confirmBy: confirmBy() } }
        : {};
    },
  };
}

/** Rolls back a change that was not confirmed. An earlier process may have been killed while it did so. */
export async function rollBackUnderLock(
  commit: UnderLock,
  { unconfirmed, onUnconfirmed, waitForIdle }: UnconfirmedSource,
): Promise<Progress> {
  const { sbc, clock, options, signal, leftMs } = commit;
  const { backup, version, rollbackVersion } = unconfirmed;
  await waitForIdle(idleOptions(commit));
  const { currentVersion, runningVersion } = await sbc.versions({ signal });
  if (runningVersion === rollbackVersion) return { steps: [], isUnchanged: true };
  if (runningVersion !== version) return { steps: [], stopReason: "running-changed" };
  const recording = beforeActivate(options, async (rollbackVersion) => {
    await onUnconfirmed?.({ ...unconfirmed, rollbackVersion });
  });
  const takeFrom = (startWith: CommitStep) =>
    takeSteps(sbc, { ...recording, startWith }, signal, leftMs);
  if (currentVersion === rollbackVersion) return await takeFrom("activate");
  const { progress, edit } = await withEdit(sbc, clock, {
    ...editSteps(commit),
    edit: async () => {},
    restoreFrom: { backup },
    // A verify could refuse the configuration that was running before.
    takeSteps: () => takeFrom("save"),
  });
  return { ...progress, edit };
}

/**
 * Adds a call just before the activate is sent, with the version that it activates. Without the versions, which a
 * rollback compares, nothing is activated.
 */
function beforeActivate(
  options: CommitOptions,
  call: (version: number) => Promise<void>,
): CommitOptions {
  return {
    ...options,
    async onSubmitting(saved) {
      await options.onSubmitting?.(saved);
      const { operation, baseline } = saved.state;
      if (operation !== "activate") return;
      if (!baseline.versions)
        throw new Error("the versions can't be read, so the change could not be rolled back");
      await call(baseline.versions.currentVersion);
    },
  };
}
