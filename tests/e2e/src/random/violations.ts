import { inspect } from "node:util";
import { AsyncStatusError, LockLostError } from "@asyncstatus/client";
import type { Fault } from "@asyncstatus/server";
import type { Issue } from "./observed-device.ts";
import type { Answer } from "./record.ts";
import type { Finished } from "./run-scenario.ts";

/** How much longer than its limit a wait may take; shorter than the longest `Retry-After`. */
const graceMs = 500;

// On a computer that is later than this, requests time out and tokens end where no fault befell them.
const longestLatenessMs = 100;

/** Whether the computer was quick enough for a run to be judged by what depends on time. */
export function isOnTime({ latenessMs }: Finished): boolean {
  return latenessMs <= longestLatenessMs;
}

/** What the client has promised and not kept, each in a sentence; nothing where all is well. */
export function violationsOf(run: Finished): string[] {
  return [
    ...run.record.answers.flatMap((answer) => falsehoods(run, answer)),
    ...submittedTwice(run),
    ...thrownThoughTaken(run),
    ...(isOnTime(run) ? [...tooLate(run), ...lockLeft(run)] : []),
    ...leaks(run),
    ...strangeErrors(run),
  ];
}

function falsehoods(run: Finished, answer: Answer): string[] {
  const { operation, outcome, begunAtMs, saidAtMs } = answer;
  const { issues, scenario } = run;
  const ours = issues.find((issue) => issue.by === "us" && issue.operation === operation);
  const { registrationDelay } = scenario.assumptions;
  // What the slot may have come to show of others since the baseline.
  const others = issues.filter(
    ({ by, atMs }) => by !== "us" && atMs + registrationDelay >= begunAtMs && atMs <= saidAtMs,
  );
  const rivals = others.filter((issue) => issue.operation === operation);
  const endedBefore = ours !== undefined && ours.endsAtMs <= saidAtMs;
  const truth = ours
    ? `${ours.fate}, ending ${(ours.endsAtMs - saidAtMs).toFixed(0)} ms later`
    : "never taken";

  switch (outcome.outcome) {
    case "succeeded":
    case "failed": {
      // All stands on the lock keeping others out, and on the slot showing at once what was issued.
      const mayBeProvenWrong = rivals.some(({ atMs }) => scenario.unbound || atMs < begunAtMs);
      // `documented` also stands on the delay that we take the device to have, or on the versions.
      const mayBeWrong =
        mayBeProvenWrong ||
        (outcome.confidence === "documented" &&
          (scenario.registrationMs < registrationDelay ||
            (outcome.outcome === "succeeded" && mayRunAllTheSame(operation, others, saidAtMs))));
      const right =
        endedBefore &&
        ours.fate === outcome.outcome &&
        (outcome.outcome === "succeeded" || outcome.errorMessage === ours.reason);
      if (right || mayBeWrong) return [];
      return [`said ${outcome.outcome} of ${operation}, ${outcome.confidence}: it was ${truth}`];
    }
    case "superseded":
    case "lost":
    case "submission-unknown": {
      const { versionEvidence } = outcome;
      if (versionEvidence === "inconclusive") return [];
      if ((versionEvidence === "confirms") === (ours?.fate === "succeeded")) return [];
      if (versionEvidence === "confirms" && mayRunAllTheSame(operation, others, saidAtMs))
        return [];
      return [
        `said ${outcome.outcome} of ${operation}, took effect: ${versionEvidence}: it was ${truth}`,
      ];
    }
    case "timed-out":
    case "aborted":
      return [];
  }
}

/**
 * Whether what we were to activate may run by somebody else's hand: that much is promised of an activate,
 * and no more. Of a save it is promised that ours took effect.
 */
function mayRunAllTheSame(
  operation: Answer["operation"],
  others: readonly Issue[],
  saidAtMs: number,
): boolean {
  return (
    operation === "activate" &&
    others.some(
      (other) => other.operation === operation && !other.reason && other.endsAtMs <= saidAtMs,
    )
  );
}

function submittedTwice({ issues }: Finished): string[] {
  const ours = issues.filter(({ by }) => by === "us").map(({ operation }) => operation);
  return ours.length === new Set(ours).size ? [] : [`submitted: ${ours.join(", ")}`];
}

/** The device took a request, and whoever asked for it was given an error in place of an answer. */
function thrownThoughTaken({ issues, record }: Finished): string[] {
  const taken = issues.filter(({ by }) => by === "us");
  return record.thrown
    .filter(({ from }) => from === "submit" || from === "commit")
    .filter(({ atMs }) => taken.some((issue) => issue.atMs <= atMs))
    .map(({ from, error }) => `${from} threw, though the device had taken a request: ${error}`);
}

function tooLate({ record }: Finished): string[] {
  return record.waits
    .filter(({ tookMs, limitMs }) => tookMs > limitMs + graceMs)
    .map(({ what, tookMs, limitMs }) => `${what} took ${tookMs} ms of ${limitMs} ms`);
}

function lockLeft({ lockHolder, record }: Finished): string[] {
  if (lockHolder !== "us") return [];
  const { faults, given, thrown } = record;
  // By our clock the token has ended, by the device's it is about to.
  if (thrown.some(({ error }) => error instanceof LockLostError && error.reason !== "not-held")) {
    return [];
  }
  if (given.some((one) => isLockLost(one))) return [];
  // Who answers 401 says that the token is gone, and with it the lock.
  if (faults.some(({ fault }) => fault.fault === "unauthorized")) return [];
  // The lock has gone over to a token that never arrived.
  if (faults.some(({ fault, on }) => on.includes("requestToken") && isTaken(fault))) return [];
  // Three tries came to nothing: the device cannot be reached.
  if (faults.filter(({ on }) => on.includes("unlockConfiguration")).length >= 3) return [];
  // It was asked for the lock, given up, asked to release it, and then gave it.
  if (faults.some(({ fault, on }) => on.includes("lockConfiguration") && fault.fault === "slow"))
    return [];
  return [`left the lock behind; thrown: ${thrown.map(({ error }) => error).join("; ")}`];
}

/** Whether this is the event that tells that the lock is gone. */
function isLockLost(given: unknown): boolean {
  return (
    typeof given === "object" && given !== null && "type" in given && given.type === "lock-lost"
  );
}

/** Whether the device got the request all the same. */
function isTaken(fault: Fault): boolean {
  return "accepted" in fault ? fault.accepted === true : fault.fault !== "unauthorized";
}

/** Looks for each secret whole, and for each quarter of a token. */
function leaks({ record, secrets }: Finished): string[] {
  const parts = secrets.flatMap((secret) => [secret, ...(secret.match(/.{16}/g) ?? [])]);
  return record.given.flatMap((one) => {
    const told = inspect(one, { depth: Infinity, showHidden: true });
    const text = `${told} ${JSON.stringify(one)}`;
    return parts.some((part) => text.includes(part)) ? [`gave out a secret: ${told}`] : [];
  });
}

/** What is thrown on purpose has a code, but for the reason of the caller's own signal. */
function strangeErrors({ record }: Finished): string[] {
  return record.thrown
    .filter(({ error }) => !(error instanceof AsyncStatusError) && error !== record.signal?.reason)
    .map(({ from, error }) => `${from} threw what has no code: ${inspect(error)}`);
}
