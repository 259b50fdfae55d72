import { isTerminal, type OperationState } from "@asyncstatus/model";
import { type Attribution, attribute, equalSlots } from "./attribute.ts";
import { type Confirmation, conclude } from "./conclude.ts";
import type { FinalOutcome } from "./outcome.ts";
import type { SystemIdentity, Verdict, WaitState } from "./wait-state.ts";
import { compareSystems } from "./witness.ts";

/** One thing that a wait has learnt. */
export type Observation =
  /** The slot was read; absent where it was empty. */
  | { readonly type: "slot"; readonly sinceMs: number; readonly slot?: OperationState }
  /** The system was asked which one it is: an answer had failed to come, or what shows is not what should. */
  | { readonly type: "system"; readonly sinceMs: number; readonly system: SystemIdentity }
  /** The lock was lost. */
  | { readonly type: "lock-lost"; readonly sinceMs: number }
  /** Versions and system were asked, in this order, after a verdict. */
  | ({ readonly type: "confirmation" } & Confirmation);

/** What to do next. */
export type Decision =
  /** Read the slot again, after a while. */
  | { readonly next: "poll" }
  /** The same, but ask first which system answers: what the slot shows is not what it should by now. */
  | { readonly next: "identify" }
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
      return goOn({ ...state, lock: "lost" });
    case "system":
      return endEpoch(state, observation) ?? goOn(state);
    case "confirmation": {
      // Versions that were asked before a restart are asked anew.
      const ended = endEpoch(state, observation);
      if (ended || !state.verdict) return ended ?? goOn(state);
      const outcome = conclude(state, state.verdict, observation);
      return { state, decision: { next: "end", outcome } };
    }
  }
}

function goOn(state: WaitState): Step {
  return { state, decision: { next: state.verdict ? "confirm" : "poll" } };
}

function reach(state: WaitState, verdict: Verdict): Step {
  return goOn({ ...state, verdict });
}

/** Where the system is not what it was, the slot no longer has to be about our request. */
function endEpoch(
  state: WaitState,
  { system, sinceMs }: { readonly system?: SystemIdentity; readonly sinceMs: number },
): Step | undefined {
  const continuity = compareSystems(state.baseline.system, system, sinceMs);
  if (state.epoch === "new" || continuity === "same" || continuity === "unknown") return undefined;
  return reach({ ...state, epoch: "new" }, { kind: "lost", why: continuity });
}

function readSlot(before: WaitState, slot: OperationState | undefined, sinceMs: number): Step {
  const attribution = attribute(before, slot, sinceMs);
  const { label, reason } = attribution;
  const last = before.sightings.at(-1);
  const repeated = last?.label === label && equalSlots(last.slot, slot);
  const state: WaitState = {
    ...before,
    seen: before.seen || attribution.basis === "transition",
    foreignSeen: before.foreignSeen || label === "foreign",
    emptied: !slot && label === "unattributable",
    sightings: repeated
      ? before.sightings
      : [...before.sightings, { sinceMs, ...(slot && { slot }), label, reason }],
  };
  const verdict = judge(state, slot, attribution, sinceMs, before.emptied);
  if (verdict) return { ...reach(state, verdict), attribution };
  const isOdd = state.emptied || (label === "stale" && mustShow(state, sinceMs));
  return { state, decision: { next: isOdd ? "identify" : "poll" }, attribution };
}

/** Whether the slot must show our request by now, as far as we know that there is one. */
function mustShow({ submission, registrationMs }: WaitState, sinceMs: number): boolean {
  return submission === "accepted" && sinceMs >= registrationMs;
}

function judge(
  state: WaitState,
  slot: OperationState | undefined,
  { label, basis }: Attribution,
  sinceMs: number,
  wasEmptied: boolean,
): Verdict | undefined {
  const ours = slot?.operation === state.operation ? slot : undefined;
  const ended = ours && isTerminal(ours.status);
  const registered = sinceMs >= state.registrationMs;
  switch (label) {
    case "mine":
      return ended && basis ? { kind: "ended", slot: ours, basis } : undefined;
    case "stale":
      // What has our name and has not ended may be ours.
      return registered && state.submission === "unknown" && (ended || !ours)
        ? { kind: "submission-unknown" }
        : undefined;
    case "foreign":
      // Ours may not have been registered yet, and then takes the slot in its turn.
      return slot && (state.seen || registered) ? { kind: "superseded", by: slot } : undefined;
    case "unattributable":
      if (ended) return { kind: "lost", why: "lock-lost" };
      // The device may have had nothing to say for a moment only.
      if (!wasEmptied || !state.emptied) return undefined;
      if (state.seen || mustShow(state, sinceMs)) return { kind: "lost", why: "status-gone" };
      return registered ? { kind: "submission-unknown" } : undefined;
  }
}
