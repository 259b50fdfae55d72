import type { FinalOutcome } from "../../src/operation/outcome.ts";
import { type PollResult, type PollState, receive } from "../../src/operation/poll-step.ts";
import type { LockHistory, WaitState } from "../../src/operation/wait-state.ts";

// The poll loop has no seams for tests: it is broken from outside, by its input and by its output.

export type Receive = typeof receive;

/** A poll loop that has another wait in mind than it is. */
export function mistaking(
  mistake: (wait: WaitState, result: PollResult, lock: LockHistory) => Partial<WaitState>,
): Receive {
  return (poll, result, lock) => {
    const { wait } = poll;
    const mistaken: WaitState = { ...wait, ...mistake(wait, result, lock) };
    const known = mistaken.lock === wait.lock ? lock : mistaken.lock;
    const step = receive({ ...poll, wait: mistaken }, result, known);
    const after = step.poll.wait;
    // What it was mistaken about is still so the next time, unless it was decided anew.
    const keys = Object.keys(mistaken) as (keyof WaitState)[]; // a WaitState has no other keys
    const kept = keys.filter((key) => mistaken[key] !== wait[key] && mistaken[key] === after[key]);
    const truth = Object.fromEntries(kept.map((key) => [key, wait[key]]));
    return { ...step, poll: { ...step.poll, wait: { ...after, ...truth } } };
  };
}

/** A poll loop that misreads a response. */
export function misreading(misread: (result: PollResult, poll: PollState) => PollResult): Receive {
  return (poll, result, lock) => receive(poll, misread(result, poll), lock);
}

/** A poll loop that returns another outcome than the one that it has decided. */
export function saying(say: (outcome: FinalOutcome, wait: WaitState) => FinalOutcome): Receive {
  return (poll, result, lock) => {
    const step = receive(poll, result, lock);
    if (!step.outcome) return step;
    return { ...step, outcome: say(step.outcome, poll.wait) };
  };
}
