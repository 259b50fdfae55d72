import { readForChange, sendPlan } from "../change/apply-change.ts";
import { changePlan, isSamePlan, isSavedRunning } from "../change/change-plan.ts";
import { compareConfigurations } from "../change/compare-configurations.ts";
import { type Change, planChange } from "../change/plan-change.ts";
import {
  listAll,
  type ReadConfigurations,
  readDifferingTypes,
} from "../change/read-configurations.ts";
import { withEdit } from "../change/with-edit.ts";
import type { ConfigurationElement } from "../elements/element.ts";
import { withTimeLimit } from "../errors/time-limit.ts";
import type { CommitSource, CommitStep } from "./commit-options.ts";
import type { StopReason } from "./commit-result.ts";
import { type Progress, takeSteps } from "./commit-steps.ts";
import { prepareRollback, rollBackUnderLock } from "./unconfirmed-under-lock.ts";
import { editSteps, idleOptions, type UnderLock } from "./under-lock.ts";

// Also after the deadline.
const readRunningMs = 2_000;

/** Compares, edits and takes the steps of a commit, as its options and its source say. */
export async function commitUnderLock(commit: UnderLock): Promise<Progress> {
  const { sbc, clock, options, source, signal, leftMs } = commit;
  if ("change" in source) return await applyUnderLock(commit, source);
  if ("unconfirmed" in source) return await rollBackUnderLock(commit, source);
  const { edit, compare, includeOthers = false, onComparison } = options;
  const takeAll = () => takeSteps(sbc, options, signal, leftMs);
  const read = compare ? await readDifferingTypes(sbc.elements, { signal }) : undefined;
  const comparison = read && compareConfigurations(read);
  if (comparison) onComparison?.(comparison);
  const compared = comparison && { comparison };
  const isEqual = async () =>
    comparison !== undefined &&
    comparison.differences.length === 0 &&
    comparison.unread.length === 0 &&
    isSavedRunning(await sbc.versions({ signal }));
  if (!edit && (await isEqual())) return { steps: [], isUnchanged: true, ...compared };
  if (!edit && source.restoreFrom === undefined) return { ...(await takeAll()), ...compared };
  if (edit && comparison && comparison.differences.length > 0 && !includeOthers) {
    return { steps: [], stopReason: "others-edits", ...compared };
  }
  const { progress, edit: report } = await withEdit(sbc, clock, {
    ...editSteps(commit),
    edit: edit ?? (async () => {}),
    ...(read && { keys: read.keys }),
    restoreFrom: source.restoreFrom,
    takeSteps: async (edits): Promise<Progress> =>
      edits.length === 0 && (await isEqual()) ? { steps: [], isUnchanged: true } : await takeAll(),
  });
  return { ...progress, edit: report, ...compared };
}

async function applyUnderLock(
  commit: UnderLock,
  {
    change,
    agreed,
    onPlan,
    earlier,
    confirmation,
  }: Extract<CommitSource, { readonly change: Change }>,
): Promise<Progress> {
  const { sbc, clock, options, signal, leftMs } = commit;
  await earlier?.waitForIdle(idleOptions(commit));
  const read = await readForChange(sbc.elements, change, { signal });
  const plan = changePlan(change, read, await sbc.versions({ signal }));
  const stopped = (stopReason: StopReason): Progress => ({ steps: [], stopReason, plan });
  if (agreed && !isSamePlan(agreed, plan)) return stopped("plan-changed");
  if (plan.isRunning) return { steps: [], isUnchanged: true, plan };
  if (plan.others.length > 0 && !options.includeOthers) return stopped("others-edits");
  await onPlan?.(plan);
  const unconfirmed = confirmation && (await prepareRollback(commit, confirmation));
  const takeFrom = async (startWith: CommitStep): Promise<Progress> => {
    const given = { ...(unconfirmed?.options ?? options), startWith };
    const progress = await takeSteps(sbc, given, signal, leftMs);
    return { ...progress, ...unconfirmed?.after(progress) };
  };
  const takeAll = () => takeFrom("verify");
  const runs = () => runsNow(commit, change, read);
  // A save includes all edits: a version that was saved since has the change, unless it was edited again.
  const isSaved = earlier !== undefined && plan.versions.currentVersion >= earlier.version;
  if (isSaved && plan.edits.length === 0 && !options.dryRun) {
    const progress = await takeFrom("activate");
    const isRunning = await runs();
    const mayRun = progress.steps.at(-1)?.outcome.outcome !== "succeeded";
    if (isRunning || mayRun) {
      return { ...progress, plan, ...(isRunning && isUnclear(progress) && { isRunning }) };
    }
  }
  const { progress, edit } =
    plan.edits.length === 0
      ? { progress: await takeAll(), edit: undefined }
      : await withEdit(sbc, clock, {
          ...editSteps(commit),
          edit: (elements) => sendPlan(elements, plan.edits),
          keys: read.keys,
          restoreFrom: undefined,
          takeSteps: takeAll,
        });
  const isRunning = isUnclear(progress) && (await runs());
  return { ...progress, ...(edit && { edit }), plan, ...(isRunning && { isRunning }) };
}

/** Returns true if the running configuration has the change, and had not when it was read before. */
async function runsNow(
  { sbc, clock, leftMs }: UnderLock,
  change: Change,
  before: ReadConfigurations,
): Promise<boolean> {
  const { keys } = before;
  const isIn = (editing: readonly ConfigurationElement[]) =>
    planChange(change, { keys, editing }).length === 0;
  if (isIn(before.running)) return false;
  try {
    const limit = { name: "read of the running configuration", ms: leftMs(readRunningMs) };
    return await withTimeLimit(clock, limit, async (signal) => {
      const running: ConfigurationElement[] = [];
      for (const type of Object.keys(keys)) {
        running.push(...(await listAll(sbc.elements, type, { signal, running: true })));
      }
      return isIn(running);
    });
  } catch {
    return false; // The outcome of the activate stays as it is.
  }
}

/** Returns true if an activate was submitted whose end the status did not show. */
function isUnclear({ steps, unfollowed }: Progress): boolean {
  const outcome = steps.at(-1)?.outcome;
  if (unfollowed !== undefined) return unfollowed === "activate";
  if (outcome?.operation !== "activate" || outcome.outcome === "failed") return false;
  return outcome.outcome !== "succeeded" || outcome.confidence === "probable";
}
