import { verifyFaults } from "@asyncstatus/model";
import { asError } from "../errors/asyncstatus-error.ts";
import type { Operation } from "../operation/operation.ts";
import type { Confidence, Outcome, Succeeded } from "../operation/outcome.ts";
import type { StatusReading } from "../operation/wait-state.ts";
import { type CommitOptions, type Committable, commitSteps } from "./commit-options.ts";
import type { CommitResult } from "./commit-result.ts";

/** The steps that a commit has taken, and the reason why it stopped. */
export interface Progress
  extends Pick<
    CommitResult,
    | "comparison"
    | "contradiction"
    | "edit"
    | "error"
    | "isRunning"
    | "plan"
    | "stopReason"
    | "unconfirmed"
    | "unfollowed"
  > {
  readonly isUnchanged?: boolean;
  /** The steps that were submitted and waited for, in order. */
  readonly steps: readonly SubmittedStep[];
}

interface SubmittedStep {
  readonly operation: Operation;
  readonly outcome: Outcome;
}

/** Takes the steps of a commit, until one does not succeed. */
export async function takeSteps(
  sbc: Committable,
  options: CommitOptions,
  signal: AbortSignal,
  leftMs: () => number,
): Promise<Progress> {
  const { dryRun = false, onEvent, onOperation, onSubmitting, waitForIdleMs = 0 } = options;
  const request = { signal, ...(onSubmitting && { onSubmitting }) };
  const idle = { ...request, waitForIdleMs: Math.min(waitForIdleMs, leftMs()) };
  const first = commitSteps.indexOf(options.startWith ?? "verify");
  const steps: SubmittedStep[] = [];
  for (const step of commitSteps.slice(first, dryRun ? 1 : undefined)) {
    const isLast = dryRun || step === "activate";
    let operation: Operation | undefined;
    try {
      operation = await sbc[step](steps.length === 0 ? idle : request);
      onOperation?.(operation);
      const outcome = await operation.wait({
        ...(options.signal && { signal: options.signal }),
        timeoutMs: leftMs(),
        onEvent: (event) => onEvent?.(step, event),
      });
      steps.push({ operation, outcome });
    } catch (error) {
      // The outcomes of the steps before and the submitted operation must not be lost with the error.
      if (steps.length === 0 && !operation) throw error;
      const why = operation ? { unfollowed: step } : ({ stopReason: "error" } as const);
      return { steps, error: asError(error), ...why };
    }
    const last = steps.at(-1)?.outcome;
    if (last?.outcome !== "succeeded") return { steps };
    const stop = reasonToStop(steps, last, options, isLast);
    if (stop) return { steps, ...stop };
  }
  return { steps };
}

/** Returns why the commit stops although its last step succeeded, if there is a reason. */
function reasonToStop(
  steps: readonly SubmittedStep[],
  last: Succeeded,
  { allowVerifyFaults = false, minimumConfidence = "documented" }: CommitOptions,
  isLast: boolean,
): Pick<CommitResult, "stopReason" | "contradiction"> | undefined {
  const contradiction = contradictionOf(steps.map(({ outcome }) => outcome));
  if (contradiction) return { stopReason: "contradicted", contradiction };
  if (
    !allowVerifyFaults &&
    last.operation === "verify" &&
    verifyFaults(last.additionalInfo).length > 0
  ) {
    return { stopReason: "verify-faults" };
  }
  // The confidence of the last step may rise with the release of the lock.
  return isLast || isConfident(last, minimumConfidence)
    ? undefined
    : { stopReason: "not-confident" };
}

const confidences: readonly Confidence[] = ["probable", "documented", "proven"];

/** Returns true if a confidence is high enough. */
export function isConfident({ confidence }: Succeeded, minimum: Confidence): boolean {
  return confidences.indexOf(confidence) >= confidences.indexOf(minimum);
}

/** Returns a reading of the last step that shows another end of an earlier one than its outcome. */
function contradictionOf(outcomes: readonly Outcome[]): StatusReading | undefined {
  const earlier = new Set(outcomes.slice(0, -1).map(({ operation }) => operation));
  return outcomes
    .at(-1)
    ?.evidence.readings.find(
      ({ operationState }) =>
        operationState?.status === "fail" &&
        operationState.operation !== "unknown" &&
        earlier.has(operationState.operation),
    );
}
