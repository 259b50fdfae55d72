import type { FinalOutcome } from "../../src/operation/outcome.ts";
import { type PollResult, type PollState, receive } from "../../src/operation/poll-step.ts";
import type { LockHistory, WaitState } from "../../src/operation/wait-state.ts";

// The poll loop has no hooks for tests: a mutant changes its input or its output.

export type Receive = typeof receive;

/** Returns a poll loop that receives a changed wait. */
export function withWait(
  changeWait: (wait: WaitState, result: PollResult, lock: LockHistory) => Partial<WaitState>,
): Receive {
  return (poll, result, lock) => {
    const { wait } = poll;
    const changed: WaitState = { ...wait, ...changeWait(wait, result, lock) };
    const known = changed.lock === wait.lock ? lock : changed.lock;
    const step = receive({ ...poll, wait: changed }, result, known);
    const after = step.poll.wait;
    // The change is undone afterwards, unless the poll loop decided the value again.
    const keys = Object.keys(changed) as (keyof WaitState)[]; // a WaitState has no other keys
    const kept = keys.filter((key) => changed[key] !== wait[key] && changed[key] === after[key]);
    const truth = Object.fromEntries(kept.map((key) => [key, wait[key]]));
    return { ...step, poll: { ...step.poll, wait: { ...after, ...truth } } };
  };
}

/** Returns a poll loop that receives changed responses. */
export function withResult(
  changeResult: (result: PollResult, poll: PollState) => PollResult,
): Receive {
  return (poll, result, lock) => receive(poll, changeResult(result, poll), lock);
}

/** Returns a poll loop that changes its outcome. */
export function withOutcome(
  changeOutcome: (outcome: FinalOutcome, wait: WaitState) => FinalOutcome,
): Receive {
  return (poll, result, lock) => {
    const step = receive(poll, result, lock);
    if (!step.outcome) return step;
    return { ...step, outcome: changeOutcome(step.outcome, poll.wait) };
  };
}
