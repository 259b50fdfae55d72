import { type ConfigVersions, isTerminal, type OperationState } from "@asyncstatus/model";
import { type Attribution, attribute, equalSlots } from "./attribute.ts";
import type { Confidence, Evidence, FinalOutcome } from "./outcome.ts";
import type { SystemIdentity, Verdict, WaitState } from "./wait-state.ts";
import { isNewEpoch, tookEffect } from "./witness.ts";

/** One thing that a wait has learnt. */
export type Observation =
  /** The slot was read; absent where it was empty. */
  | { readonly type: "slot"; readonly sinceMs: number; readonly slot?: OperationState }
  /** The system was asked which one it is, since an answer had failed to come. */
  | { readonly type: "system"; readonly sinceMs: number; readonly system: SystemIdentity }
  /** The lock was lost. */
  | { readonly type: "lock-lost"; readonly sinceMs: number }
  /** Versions and system were asked, after a verdict; absent where the device refuses to say. */
  | {
      readonly type: "confirmation";
      readonly sinceMs: number;
      readonly versions?: ConfigVersions;
      readonly system?: SystemIdentity;
    };

/** What to do next. */
export type Decision =
  /** Read the slot again, after a while. */
  | { readonly next: "poll" }
  /** Ask versions and system, until they answer. */
  | { readonly next: "confirm" }
  | { readonly next: "end"; readonly outcome: FinalOutcome };

/** The state after an observation, and what it asks for. */
export interface Step {
  readonly state: WaitState;
  readonly decision: Decision;
  /** Whose request the slot is about, where the slot was read. */
  readonly attribution?: Attribution;
}

/**
 * Takes a wait one step further. Pure: everything that was learnt is in the state and the
 * observation, and nothing else counts.
 */
export function decide(state: WaitState, observation: Observation): Step {
  switch (observation.type) {
    case "slot":
      return readSlot(state, observation.slot, observation.sinceMs);
    case "lock-lost":
      return { state: { ...state, lock: "lost" }, decision: { next: "poll" } };
    case "system":
      if (!isNewEpoch(state.baseline, observation.system, observation.sinceMs)) {
        return { state, decision: { next: "poll" } };
      }
      return reach({ ...state, epoch: "new" }, { kind: "lost" });
    case "confirmation":
      return confirm(state, observation);
  }
}

function readSlot(before: WaitState, slot: OperationState | undefined, sinceMs: number): Step {
  const attribution = attribute(before, slot, sinceMs);
  const { label, reason } = attribution;
  const last = before.sightings.at(-1);
  const repeated = last?.label === label && last.reason === reason && equalSlots(last.slot, slot);
  const state: WaitState = {
    ...before,
    seen: before.seen || label === "mine",
    foreignSeen: before.foreignSeen || label === "foreign",
    sightings: repeated
      ? before.sightings
      : [...before.sightings, { sinceMs, ...(slot && { slot }), label, reason }],
  };
  const verdict = judge(state, slot, attribution, sinceMs);
  return {
    ...(verdict ? reach(state, verdict) : { state, decision: { next: "poll" } }),
    attribution,
  };
}

function judge(
  state: WaitState,
  slot: OperationState | undefined,
  { label, basis }: Attribution,
  sinceMs: number,
): Verdict | undefined {
  const ended = slot && isTerminal(slot.status) && slot.operation === state.operation;
  const registered = sinceMs >= state.registrationMs;
  switch (label) {
    case "mine":
      return ended && basis ? { kind: "ended", slot, basis } : undefined;
    case "stale":
      return registered && state.submission === "unknown"
        ? { kind: "submission-unknown" }
        : undefined;
    case "foreign":
      // Ours may not have been registered yet, and then takes the slot in its turn.
      return slot && (state.seen || registered) ? { kind: "superseded", by: slot } : undefined;
    case "unattributable":
      return ended || state.epoch === "new" ? { kind: "lost" } : undefined;
  }
}

function reach(state: WaitState, verdict: Verdict): Step {
  return { state: { ...state, verdict }, decision: { next: "confirm" } };
}

type Confirmation = Extract<Observation, { type: "confirmation" }>;

function confirm(before: WaitState, { versions, system, sinceMs }: Confirmation): Step {
  const epoch = system && isNewEpoch(before.baseline, system, sinceMs) ? "new" : before.epoch;
  const state: WaitState = { ...before, epoch };
  const verdict: Verdict = epoch === "new" ? { kind: "lost" } : (state.verdict ?? { kind: "lost" });
  const evidence: Evidence = {
    baseline: state.baseline,
    sightings: state.sightings,
    lock: state.lock,
    ...(versions && { versions }),
    ...(system && { system }),
  };
  const common = { operation: state.operation, elapsedMs: sinceMs, evidence };
  const effect = tookEffect(state, versions);
  const end = (outcome: FinalOutcome): Step => ({ state, decision: { next: "end", outcome } });

  switch (verdict.kind) {
    case "ended": {
      const sameSystem = state.baseline.system !== undefined && system !== undefined;
      const held = state.lock === "held" && verdict.basis === "transition" && sameSystem;
      if (verdict.slot.status === "fail") {
        const { errorMessage } = verdict.slot;
        const confidence: Confidence = held ? "proven" : "documented";
        const reason = errorMessage === undefined ? {} : { errorMessage };
        return end({ outcome: "failed", ...common, confidence, ...reason });
      }
      const confidence: Confidence = held && effect !== "no" ? "proven" : "documented";
      return end({ outcome: "succeeded", ...common, confidence });
    }
    case "superseded":
      return end({ outcome: "superseded", ...common, by: verdict.by, tookEffect: effect });
    case "lost":
      if (effect === "yes")
        return end({ outcome: "succeeded", ...common, confidence: "documented" });
      return end({
        outcome: "lost",
        ...common,
        why: epoch === "new" ? "new-epoch" : "lock-lost",
        tookEffect: effect,
      });
    case "submission-unknown":
      if (effect === "yes")
        return end({ outcome: "succeeded", ...common, confidence: "documented" });
      return end({ outcome: "submission-unknown", ...common, tookEffect: effect });
  }
}
