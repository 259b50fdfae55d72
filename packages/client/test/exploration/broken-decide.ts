import { decide, type Observation } from "../../src/operation/decide.ts";
import type { FinalOutcome } from "../../src/operation/outcome.ts";
import type { WaitState } from "../../src/operation/wait-state.ts";

// The core has no seams for tests: it is broken from outside, by what it is shown and by what is made of
// what it says.

export type Decide = typeof decide;

/** A core that does not see a part of the state as it is. */
export function mistaking(
  mistake: (state: WaitState, observation: Observation) => Partial<WaitState>,
): Decide {
  return (state, observation) => {
    const seen: WaitState = { ...state, ...mistake(state, observation) };
    const step = decide(seen, observation);
    // What it did not see is still so the next time, unless it was decided anew.
    const keys = Object.keys(seen) as (keyof WaitState)[]; // a WaitState has no other keys
    const kept = keys.filter((key) => seen[key] !== state[key] && seen[key] === step.state[key]);
    const truth = Object.fromEntries(kept.map((key) => [key, state[key]]));
    return { ...step, state: { ...step.state, ...truth } };
  };
}

/** A core that does not understand an observation as it is. */
export function mishearing(
  mishear: (observation: Observation, state: WaitState) => Observation,
): Decide {
  return (state, observation) => decide(state, mishear(observation, state));
}

/** A core that says something else than what it has decided. */
export function saying(say: (outcome: FinalOutcome, state: WaitState) => FinalOutcome): Decide {
  return (state, observation) => {
    const step = decide(state, observation);
    if (step.decision.next !== "end") return step;
    return { ...step, decision: { next: "end", outcome: say(step.decision.outcome, state) } };
  };
}
