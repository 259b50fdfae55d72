import { AsyncStatusError, LockLostError } from "@asyncstatus/client";
import type { ClientCall, ReportedOutcome, ScenarioRecord } from "./scenario-record.ts";
import type { SentSubmission } from "./simulated-network.ts";
import type { ReceivedRequest } from "./simulated-sbc.ts";

/** A false verdict or a violated promise of the client. */
export interface FalseVerdict {
  /** Its kind, for counting. */
  readonly kind: string;
  readonly text: string;
}

/** The facts about a scenario, after each of its requests has ended. */
export interface Truth {
  readonly record: ScenarioRecord;
  readonly requests: readonly ReceivedRequest[];
  readonly sent: readonly SentSubmission[];
  /** The sessions that left the lock held, apart from killed processes. */
  readonly lockLeftBy: number | undefined;
  /** False if the clients never ended. */
  readonly hasEnded: boolean;
}

/** The documented time for the release of the lock, and that for the versions. */
const graceMs = 3_000;

/** Compares what the client reported with what the device did. */
export function findFalseVerdicts(truth: Truth): FalseVerdict[] {
  const { record, requests, sent, lockLeftBy, hasEnded } = truth;
  const found: FalseVerdict[] = [];
  const add = (kind: string, text: string) => found.push({ kind, text });
  const acceptedOf = (call: ClientCall, operation: string) =>
    requests.find((one) => one.accepted && one.call === call.id && one.operation === operation);

  if (!hasEnded) add("no end", "the calls of the client never end");
  for (const reported of record.outcomes) {
    const verdict = falseOutcome(reported, acceptedOf(reported.call, reported.operation));
    if (verdict) found.push(verdict);
  }
  for (const call of record.committed) {
    const steps = record.outcomes.filter((one) => one.call === call);
    if (steps.filter(({ outcome }) => outcome.outcome === "succeeded").length < 3) {
      add("committed", `call ${call.id} is reported as succeeded, but not each of its steps`);
    }
  }
  for (const call of record.calls) {
    call.operations.forEach((name, index) => {
      const all = sent.filter((one) => one.call === call.id && one.operation === name);
      if (all.length > 1) add("sent twice", `call ${call.id} submits ${name} ${all.length} times`);
      const next = sent.find(
        (one) => one.call === call.id && one.operation === call.operations[index + 1],
      );
      const request = acceptedOf(call, name);
      const reported = record.outcomes.findLast(
        (one) => one.call === call && one.operation === name,
      )?.outcome;
      const confidence = reported && "confidence" in reported ? reported.confidence : "unknown";
      if (next && call.minimumConfidence === "proven" && confidence !== "proven") {
        add("commit ignores confidence", `call ${call.id} continues after ${name}: ${confidence}`);
      }
      if (next && (request?.result !== "succeeded" || request.endedAtMs > next.atMs)) {
        const result = request?.result ?? "not accepted";
        add(
          `commit continues, ${confidence}`,
          `call ${call.id} submits ${next.operation} after ${name}: ${result}`,
        );
      }
      if (next && request?.listsFaults) {
        add("commit ignores faults", `call ${call.id} continues after a verify that lists faults`);
      }
      for (const { computerMs } of all) {
        if (computerMs <= call.deadlineMs) continue;
        add(
          "late submission",
          `call ${call.id} submits ${name} ${Math.round(computerMs - call.deadlineMs)} ms late`,
        );
      }
    });
  }
  for (const { from, deadlineMs, endedAtMs } of record.limits) {
    if (endedAtMs <= deadlineMs + graceMs) continue;
    add(
      `${from} overdue`,
      `${from} ends ${Math.round(endedAtMs - deadlineMs)} ms after its deadline`,
    );
  }
  for (const session of record.releasedEarly) {
    add("lock released early", `a call of session ${session} releases the lock of another one`);
  }
  if (lockLeftBy !== undefined && !record.lockReported.has(lockLeftBy)) {
    add("lock left", `session ${lockLeftBy} leaves the lock held and does not report it`);
  }
  for (const { from, call, error, atMs, holdsLock } of record.thrown) {
    if (holdsLock && error instanceof LockLostError && !error.mayBeHeld) {
      add("lock reported as lost", `${from} throws ${error}, but the lock is held`);
    }
    const isOwnSignal = error instanceof Error && error.message === "Ctrl-C";
    if (isOwnSignal) continue;
    if (!(error instanceof AsyncStatusError)) add("untyped error", `${from} throws ${error}`);
    const request = call && from === "submit" && acceptedOf(call, call.operations[0] ?? "");
    if (request && request.receivedAtMs <= atMs) {
      add("accepted, but throws", `call ${call.id} throws ${error}, the device accepted it`);
    }
  }
  return found;
}

function falseOutcome(
  { call, operation, outcome, atMs, runningVersion }: ReportedOutcome,
  request: ReceivedRequest | undefined,
): FalseVerdict | undefined {
  const actual = request
    ? `${request.result}${request.endedAtMs > atMs ? " later" : ""}`
    : "not accepted";
  const verdict = (kind: string): FalseVerdict => ({
    kind,
    text: `call ${call.id}: ${operation} is reported as ${kind}; actually ${actual}`,
  });
  const hasEnded = request !== undefined && request.endedAtMs <= atMs;
  // For an activate, the documentation promises only that the configuration is running.
  const target = outcome.evidence.baseline.versions?.currentVersion;
  const isRunning = operation === "activate" && target === runningVersion;
  switch (outcome.outcome) {
    case "succeeded": {
      const { confidence } = outcome;
      if (hasEnded && request.result === "succeeded") return undefined;
      if (confidence === "documented" && isRunning) return undefined;
      return verdict(`succeeded, ${confidence}`);
    }
    case "failed": {
      const { confidence, errorMessage } = outcome;
      if (!hasEnded || request.result !== "failed") return verdict(`failed, ${confidence}`);
      const isOther = errorMessage !== undefined && !errorMessage.startsWith(request.errorMessage);
      return isOther ? verdict(`failed, ${confidence}, of another request`) : undefined;
    }
    case "superseded":
    case "lost":
    case "submission-unknown": {
      const { versionEvidence } = outcome;
      if (versionEvidence === "denies" && request?.tookEffect) {
        return verdict(`${outcome.outcome}, denied`);
      }
      if (versionEvidence === "confirms" && !request?.tookEffect && !isRunning) {
        return verdict(`${outcome.outcome}, confirmed`);
      }
      return undefined;
    }
    case "timed-out":
    case "aborted":
      return undefined;
  }
}

/** Returns the outcomes that are no answer although nothing unusual happened. */
export function findUseless({ record, requests }: Truth): string[] {
  return record.outcomes.flatMap(({ call, operation, outcome, atMs }) => {
    const request = requests.find((one) => one.call === call.id && one.operation === operation);
    const endedMs = request && request.result !== "running" ? atMs - request.endedAtMs : 0;
    switch (outcome.outcome) {
      case "superseded":
      case "lost":
      case "submission-unknown":
        return [`${outcome.outcome}`];
      case "timed-out":
        return endedMs > 10_000 + outcome.elapsedMs / 10 ? ["timed-out, although it ended"] : [];
      default:
        return [];
    }
  });
}
