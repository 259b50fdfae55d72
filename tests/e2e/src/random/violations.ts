import { inspect } from "node:util";
import {
  AsyncStatusError,
  DeadlineError,
  LockLostError,
  LockNotReleasedError,
} from "@asyncstatus/client";
import type { Fault } from "@asyncstatus/server";
import type { AcceptedRequest } from "./observed-device.ts";
import type { ReportedOutcome } from "./run-record.ts";
import type { RunResult } from "./run-scenario.ts";

/** Tolerance of a wait's limit. Shorter than the longest `Retry-After`. */
const graceMs = 500;

// After a longer delay, requests time out and tokens expire without a fault.
const longestLatenessMs = 100;

/** Returns true if the computer was fast enough to check times. */
export function isOnTime({ latenessMs }: RunResult): boolean {
  return latenessMs <= longestLatenessMs;
}

/** Returns a description of each violation in a run. */
export function violationsOf(run: RunResult): string[] {
  return [
    ...run.record.outcomes.flatMap((reported) => wrongOutcomes(run, reported)),
    ...submittedTwice(run),
    ...thrownAlthoughAccepted(run),
    ...(isOnTime(run) ? [...tooLate(run), ...unreportedLock(run)] : []),
    ...leaks(run),
    ...unexpectedErrors(run),
  ];
}

function wrongOutcomes(run: RunResult, reported: ReportedOutcome): string[] {
  const { operation, outcome, startedAtMs, reportedAtMs } = reported;
  const { accepted, scenario } = run;
  const ours = accepted.find((one) => one.by === "client" && one.operation === operation);
  const { registrationDelay } = scenario.assumptions;
  // Requests of other users that the status may show since the baseline.
  const others = accepted.filter(
    ({ by, atMs }) =>
      by !== "client" && atMs + registrationDelay >= startedAtMs && atMs <= reportedAtMs,
  );
  const rivals = others.filter((other) => other.operation === operation);
  const endedBefore = ours !== undefined && ours.endsAtMs <= reportedAtMs;
  const actual = ours
    ? `${ours.actual}, ending ${(ours.endsAtMs - reportedAtMs).toFixed(0)} ms later`
    : "not accepted";

  switch (outcome.outcome) {
    case "succeeded":
    case "failed": {
      // `proven` assumes that the lock excludes other users and that the status is updated immediately.
      const mayBeProvenWrong = rivals.some(
        ({ atMs }) => scenario.ignoresLock || atMs < startedAtMs,
      );
      // `documented` also assumes a registration delay, or relies on the versions.
      const mayBeWrong =
        mayBeProvenWrong ||
        // `probable` says that another user may have submitted the request.
        (outcome.confidence === "probable" && rivals.length > 0) ||
        (outcome.confidence === "documented" &&
          (scenario.registrationMs < registrationDelay ||
            (outcome.outcome === "succeeded" && mayRunAnyway(operation, others, reportedAtMs))));
      const right =
        endedBefore &&
        ours.actual === outcome.outcome &&
        (outcome.outcome === "succeeded" || outcome.errorMessage === ours.reason);
      if (right || mayBeWrong) return [];
      return [`reported ${operation} ${outcome.outcome}, ${outcome.confidence}; actual: ${actual}`];
    }
    case "superseded":
    case "lost":
    case "submission-unknown": {
      const { versionEvidence } = outcome;
      if (versionEvidence === "inconclusive") return [];
      if ((versionEvidence === "confirms") === (ours?.actual === "succeeded")) return [];
      if (versionEvidence === "confirms" && mayRunAnyway(operation, others, reportedAtMs))
        return [];
      return [
        `reported ${operation} ${outcome.outcome}, version ${versionEvidence} it; actual: ${actual}`,
      ];
    }
    case "timed-out":
    case "aborted":
      return [];
  }
}

/**
 * Returns true if another user may have activated the client's configuration. The client then reports
 * correctly that it runs. For a save it reports only its own.
 */
function mayRunAnyway(
  operation: ReportedOutcome["operation"],
  others: readonly AcceptedRequest[],
  reportedAtMs: number,
): boolean {
  return (
    operation === "activate" &&
    others.some(
      (other) => other.operation === operation && !other.reason && other.endsAtMs <= reportedAtMs,
    )
  );
}

function submittedTwice({ accepted }: RunResult): string[] {
  const ours = accepted.filter(({ by }) => by === "client").map(({ operation }) => operation);
  return ours.length === new Set(ours).size ? [] : [`submitted twice: ${ours.join(", ")}`];
}

/** Finds submissions that throw although the device accepted the request. */
function thrownAlthoughAccepted({ accepted, record }: RunResult): string[] {
  const ours = accepted.filter(({ by }) => by === "client");
  return record.thrown
    .filter(({ from }) => from === "submit" || from === "commit")
    .filter(({ atMs }) => ours.some((one) => one.atMs <= atMs))
    .map(({ from, error }) => `${from} threw although the device had accepted a request: ${error}`);
}

function tooLate({ record }: RunResult): string[] {
  return record.waits
    .filter(({ tookMs, limitMs }) => tookMs > limitMs + graceMs)
    .map(({ what, tookMs, limitMs }) => `${what} took ${tookMs} ms of ${limitMs} ms`);
}

function unreportedLock({ lockHolder, record }: RunResult): string[] {
  if (lockHolder !== "client") return [];
  const { faults, output, thrown } = record;
  // The token has expired by the client's clock, and is about to expire by the device's.
  if (thrown.some(({ error }) => error instanceof LockLostError && error.reason !== "not-held")) {
    return [];
  }
  if (output.some((one) => isLockLost(one))) return [];
  // 401 means that the token expired, and with it the lock.
  if (faults.some(({ fault }) => fault.fault === "unauthorized")) return [];
  // The lock now belongs to a token whose response was lost.
  if (faults.some(({ fault, on }) => on.includes("requestToken") && isAccepted(fault))) return [];
  if (thrown.some(({ error }) => error instanceof LockNotReleasedError)) return [];
  // The release had not finished two seconds after the deadline of the commit.
  if (thrown.some(({ error }) => error instanceof DeadlineError)) return [];
  // All three attempts to unlock failed.
  if (faults.filter(({ on }) => on.includes("unlockConfiguration")).length >= 3) return [];
  // A lock request that timed out was executed after the unlock.
  if (faults.some(({ fault, on }) => on.includes("lockConfiguration") && fault.fault === "slow"))
    return [];
  return [`a held lock was not reported; errors: ${thrown.map(({ error }) => error).join("; ")}`];
}

function isLockLost(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && "type" in value && value.type === "lock-lost"
  );
}

/** Returns true if the device accepts the request despite the fault. */
function isAccepted(fault: Fault): boolean {
  return "accepted" in fault ? fault.accepted === true : fault.fault !== "unauthorized";
}

/** Finds secrets, and quarters of tokens, in the output. */
function leaks({ record, secrets }: RunResult): string[] {
  const parts = secrets.flatMap((secret) => [secret, ...(secret.match(/.{16}/g) ?? [])]);
  return record.output.flatMap((one) => {
    const inspected = inspect(one, { depth: Infinity, showHidden: true });
    const text = `${inspected} ${JSON.stringify(one)}`;
    return parts.some((part) => text.includes(part)) ? [`leaked a secret: ${inspected}`] : [];
  });
}

/** Finds errors without a code, except the reason of the caller's own signal. */
function unexpectedErrors({ record }: RunResult): string[] {
  return record.thrown
    .filter(({ error }) => !(error instanceof AsyncStatusError) && error !== record.signal?.reason)
    .map(({ from, error }) => `${from} threw an error without a code: ${inspect(error)}`);
}
