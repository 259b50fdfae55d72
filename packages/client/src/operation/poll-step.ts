import type { ConfigVersions, OperationState, XmlContent } from "@asyncstatus/model";
import type { AttributionResult } from "./attribute.ts";
import { conclude } from "./conclude.ts";
import { decide, type Step } from "./decide.ts";
import type { FinalOutcome } from "./outcome.ts";
import { type PollSchedule, pollInterval } from "./poll-interval.ts";
import type { LockHistory, SystemIdentity, WaitState } from "./wait-state.ts";

/** The state of a poll loop: the wait, and the next request. */
export interface PollState {
  readonly wait: WaitState;
  readonly request: "status" | "system" | "versions";
  /** True if the poll interval passes before the request. */
  readonly pauses: boolean;
  /** The number of consecutive failed requests. */
  readonly failures: number;
  /** Since when the versions and the system are requested, to confirm a verdict. */
  readonly confirmingSinceMs?: number;
  /** The versions of the confirmation. */
  readonly versions?: ConfigVersions;
}

/** The result of a request. A value is absent if the device shows none, or refuses the request. */
export type PollResult = {
  /** The time of the request: the response describes the device at that time at the earliest. */
  readonly elapsedMs: number;
} & (
  | {
      readonly request: "status";
      readonly operationState?: OperationState;
      readonly additionalInfo?: XmlContent;
    }
  | { readonly request: "system"; readonly system?: SystemIdentity }
  | { readonly request: "versions"; readonly versions?: ConfigVersions }
  /** There was no usable response. */
  | { readonly request: "failed" }
);

/** The state after a result. */
export interface PollStep {
  readonly poll: PollState;
  /** The attribution, if the status was read. */
  readonly attribution?: AttributionResult;
  /** Present at the end. */
  readonly outcome?: FinalOutcome;
}

/** The time after which a verdict is confirmed without the versions and the system. */
const confirmForMs = 10_000;

/** Returns the state of a poll loop that begins or resumes. */
export function startPolling(wait: WaitState, pauses: boolean): PollState {
  return { wait, request: wait.verdict ? "versions" : "status", pauses, failures: 0 };
}

/** Applies the lock that was held until a response came, then the response. Pure. */
export function receive(before: PollState, result: PollResult, lock: LockHistory): PollStep {
  const poll = { ...before, wait: applyLock(before.wait, lock, result.elapsedMs) };
  return poll.wait.verdict ? confirm(poll, result) : observe(poll, result);
}

/** Applies the state of the lock. A lock that was lost stays lost. */
export function applyLock(wait: WaitState, lock: LockHistory, elapsedMs: number): WaitState {
  if (lock === "held" || lock === wait.lock) return wait;
  return decide(wait, { type: "lock", elapsedMs, lock }).state;
}

function observe(poll: PollState, result: PollResult): PollStep {
  const { wait, failures } = poll;
  const { elapsedMs } = result;
  switch (result.request) {
    case "failed":
      // The system may have restarted or be another one. If it can't be identified, the status is
      // read nevertheless, and the system once more at the end.
      return poll.request === "system"
        ? { poll: { ...poll, request: "status", pauses: false, failures: failures + 1 } }
        : { poll: { ...poll, request: "system", pauses: true, failures: failures + 1 } };
    case "system": {
      const { system } = result;
      if (!system) return { poll: { ...poll, request: "status", pauses: false } };
      const { state } = decide(wait, { type: "system", elapsedMs, system });
      if (!state.verdict) return { poll: { ...poll, request: "status", pauses: false } };
      return { poll: startConfirming(state, elapsedMs) };
    }
    case "status": {
      const { operationState, additionalInfo } = result;
      const step = decide(wait, {
        type: "operationState",
        elapsedMs,
        ...(operationState && { operationState }),
        ...(additionalInfo && { additionalInfo }),
      });
      const { attribution } = step;
      return { poll: follow(step, elapsedMs), ...(attribution && { attribution }) };
    }
    case "versions":
      return { poll };
  }
}

function confirm(poll: PollState, result: PollResult): PollStep {
  const { elapsedMs } = result;
  const { wait, confirmingSinceMs = elapsedMs, failures } = poll;
  // A read that gets no response makes the outcome less certain, but not late.
  if (result.request === "failed" && elapsedMs - confirmingSinceMs < confirmForMs) {
    return { poll: { ...poll, confirmingSinceMs, pauses: true, failures: failures + 1 } };
  }
  if (poll.request === "versions") {
    const versions = result.request === "versions" ? result.versions : undefined;
    return {
      poll: {
        wait,
        confirmingSinceMs,
        ...(versions && { versions }),
        request: "system",
        pauses: false,
        failures: 0,
      },
    };
  }
  const system = result.request === "system" ? result.system : undefined;
  const step = decide(wait, {
    type: "confirmation",
    elapsedMs,
    ...(poll.versions && { versions: poll.versions }),
    ...(system && { system }),
  });
  const { decision } = step;
  if (decision.next !== "end") return { poll: follow(step, elapsedMs) };
  return { poll: { ...poll, wait: step.state }, outcome: decision.outcome };
}

/**
 * Returns the outcome of a wait whose deadline has passed. `undefined` if no verdict was reached; otherwise
 * only the versions or the system did not respond in time.
 */
export function outcomeAtDeadline(
  { wait, versions }: PollState,
  elapsedMs: number,
): FinalOutcome | undefined {
  return wait.verdict && conclude(wait, wait.verdict, { elapsedMs, ...(versions && { versions }) });
}

/** Returns an outcome, given that the lock turned out to be held until the outcome was known. */
export function outcomeUnderLock(wait: WaitState, outcome: FinalOutcome): FinalOutcome {
  const { elapsedMs, evidence } = outcome;
  if (wait.lock !== "presumed" || !wait.verdict || !("confidence" in outcome)) return outcome;
  return conclude({ ...wait, lock: "held" }, wait.verdict, { ...evidence, elapsedMs });
}

function follow({ state, decision }: Step, elapsedMs: number): PollState {
  if (decision.next === "confirm") return startConfirming(state, elapsedMs);
  const request = decision.next === "identify" ? "system" : "status";
  return { wait: state, request, pauses: true, failures: 0 };
}

function startConfirming(wait: WaitState, elapsedMs: number): PollState {
  return { wait, request: "versions", pauses: false, failures: 0, confirmingSinceMs: elapsedMs };
}

/** The times that a poll interval depends on. */
export interface PollTimes {
  /** The time since the submission. */
  readonly elapsedMs: number;
  /** The time since this wait began. */
  readonly waitedMs: number;
  /** The delay that the device asked for, if any. */
  readonly retryAfterMs: number;
}

/** Returns the time until the next request. */
export function delayMs(
  { wait, pauses, failures }: PollState,
  schedule: PollSchedule,
  { elapsedMs, waitedMs, retryAfterMs }: PollTimes,
  random: number,
): number {
  if (!pauses) return 0;
  const interval = pollInterval(schedule, waitedMs, failures, random);
  if (failures > 0) return Math.max(interval, retryAfterMs);
  // An end counts from the fence on, so the status is read at the fence.
  return elapsedMs < wait.fenceMs
    ? Math.min(interval, Math.ceil(wait.fenceMs - elapsedMs) + 1)
    : interval;
}
