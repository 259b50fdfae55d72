import { LockLostError, LockNotReleasedError } from "@asyncstatus/client";
import type { CellOptions, Run, Said } from "./run-cell.ts";

/** No client may take longer than its deadline, the life of a dead client's token, and a few time-outs. */
const longestMs = { activate: 27 * 60_000, commit: 42 * 60_000 } as const;

/** What a run must not come to, each in a sentence; nothing where all is well. */
export function wrongs(run: Run, { fails, task = "activate" }: CellOptions): string[] {
  return [
    ...(run.befallen ? [] : ["what was to go wrong never did"]),
    ...(run.ended ? [] : ["it never ended"]),
    ...(run.ended && run.tookMs > longestMs[task] ? [`it took ${run.tookMs} ms`] : []),
    ...run.said.flatMap((said) => untruths(said, run, fails)),
    ...(run.lockLeftMs > 0 && !isLockTold(run) ? ["it left the lock behind without a word"] : []),
    ...(run.lockLeftMs > 10 * 60_000
      ? ["it left the lock behind for longer than a token lives"]
      : []),
  ];
}

/** What was said and is not so. */
export function untruths(
  said: Said,
  { runs }: Pick<Run, "runs">,
  fails: string | undefined,
): string[] {
  if ("event" in said) return [];
  const { truth } = said;
  if ("error" in said) {
    if (said.from !== "submit" || truth === "not taken") return [];
    return [`it threw where the device had taken the request: ${said.error}`];
  }
  const { outcome } = said;
  switch (outcome.outcome) {
    case "succeeded": {
      // What the versions alone tell of an activate is that what was to be activated runs.
      const isSo = truth === "took effect" || (outcome.confidence === "documented" && runs);
      return isSo ? [] : [`it said succeeded, ${outcome.confidence}; it was: ${truth}`];
    }
    case "failed": {
      const isSo = truth === "failed" && outcome.errorMessage === fails;
      return isSo ? [] : [`it said failed, ${outcome.errorMessage}; it was: ${truth}`];
    }
    case "superseded":
    case "lost":
    case "submission-unknown": {
      const { versionEvidence } = outcome;
      if (versionEvidence === "inconclusive") return [];
      const isSo =
        versionEvidence === "confirms" ? runs : truth !== "took effect" && truth !== "in progress";
      return isSo ? [] : [`it said the versions: ${versionEvidence}; it was: ${truth}`];
    }
    case "timed-out":
    case "aborted":
      return [];
  }
}

/** Whether somebody who reads what was said knows that the lock may still be held. */
export function isLockTold({ said }: Run): boolean {
  return said.some((one) => {
    if ("event" in one) return true;
    if (!("error" in one)) return false;
    const { from, error } = one;
    const isAboutIt = error instanceof LockNotReleasedError || error instanceof LockLostError;
    return isAboutIt || from === "unlock" || from === "close";
  });
}
