import {
  type Clock,
  type CommitResult,
  type CommitStep,
  describeOutcome,
  type Outcome,
} from "@asyncstatus/client";
import { inProgress } from "../decision/startable.ts";
import type { Claim, Ledger, Step, UnitResult } from "../ledger/ledger.ts";
import { FencedError } from "../ledger/ledger-errors.ts";
import { messageOf } from "../message-of.ts";
import type { Plan } from "../plan/plan.ts";
import { assess } from "./assess.ts";
import { type GateContext, hasChecks, problemAfter } from "./check-after.ts";
import { problemBefore } from "./gates.ts";
import { isLockLost, isSessionLost, mayPass } from "./is-session-lost.ts";
import { LedgerWriter } from "./ledger-writer.ts";
import { hasEffect, nextAction } from "./next-action.ts";
import { type DescribeError, describeByMessage, describeOf } from "./obstacle.ts";
import { type ActiveSystem, type Connect, openActive } from "./open-active.ts";
import {
  type ChangeContext,
  resultOfRefusal,
  resultWithoutStep,
  submitChange,
} from "./submit-change.ts";

/** Time limits of the change of a unit. */
export interface ChangeTimes {
  /**
   * The longest time to wait for the lock of a device. The lock of a process that was killed ends with its
   * token. @default 660000 (11 minutes)
   */
  readonly waitForLockMs: number;
  /** The longest time to wait until no request is in progress. @default 600000 (10 minutes) */
  readonly waitForIdleMs: number;
  /** The deadline of a commit, after the lock is held, and of settling a step. @default 1800000 (30 minutes) */
  readonly commitMs: number;
  /** The longest time to try to reach a device. @default 300000 (5 minutes) */
  readonly unreachableMs: number;
}

/** The longest time to wait for the outcome of a step that another process submitted. */
const maxSettleMs = 900_000;

/** The times of a change without options: a lock of 11 minutes, as a token lives for ten. */
export const defaultTimes: ChangeTimes = {
  waitForLockMs: 660_000,
  waitForIdleMs: 600_000,
  commitMs: 1_800_000,
  unreachableMs: 300_000,
};

/** Options of {@link changeUnit}. */
export interface ChangeOptions extends ChangeContext, GateContext {
  /** The name of the worker. */
  readonly worker?: string | undefined;
  readonly plan: Pick<Plan, "change" | "gates">;
  readonly connect: Connect;
  readonly clock: Clock;
  /** Returns the times of a host. */
  readonly timesOf: (host: string) => ChangeTimes;
  /**
   * Returns false if the rollout was paused, aborted or, for a change, is being rolled back, so that nothing new
   * may begin.
   */
  readonly mayBegin: () => Promise<boolean>;
  /** Describes an error. @default its message */
  readonly describeError?: DescribeError | undefined;
  /** Called when no system of the unit responds, with the reason and the longest time of further attempts. */
  readonly onUnreachable?: (reason: string, retryMs: number) => void;
  /** Called when the change starts again because the session was lost or a request failed, with the reason. */
  readonly onRestart?: (reason: string) => void;
  /** Called with each step as it is submitted. */
  readonly onStep?: (step: Pick<Step, "host" | "operation">) => void;
  /** Called when the lock for a commit is held, with the time until then. */
  readonly onLocked?: (waitedMs: number) => void;
}

/** A commit or a rollback and its repetitions, if it had no effect: a computer may be suspended several times. */
const maxCommits = 4;
/** A device that ends every session, or refuses the same request, doesn't keep a worker busy forever. */
const maxRestarts = 4;
const gateIntervalMs = 5_000;

/**
 * Changes a claimed unit, or takes over its change from a process that was killed, and writes each step to
 * the ledger before it is sent. Returns once the unit is over or waiting again, or another worker has
 * claimed it.
 *
 * A worker that was suspended for longer than the life of its token has lost the lock. It claims the unit again, and
 * continues as after a crash.
 *
 * @returns The last claim.
 * @throws if the ledger can't be written. Nothing is submitted that isn't in the ledger.
 */
export async function changeUnit(first: Claim, options: ChangeOptions): Promise<Claim> {
  const { ledger, worker, onRestart } = options;
  let claim = first;
  try {
    for (let restarts = 0; ; restarts += 1) {
      const writer = new LedgerWriter(ledger, claim);
      const end = await change(claim, writer, options);
      if (end === "released") {
        await ledger.release(claim);
        return claim;
      }
      const isLost = "ifNotRestarted" in end;
      if (isLost && restarts < maxRestarts && (await mayRestart(claim, options))) {
        await writer.flush();
        const next = await ledger.claim(claim.unit.name, claim.fence, worker);
        if (!next) return claim;
        onRestart?.(end.ifNotRestarted.summary);
        claim = next;
        continue;
      }
      const result = isLost ? end.ifNotRestarted : end;
      await writer.end(claim.isBack ? ofRollback(result) : result);
      return claim;
    }
  } catch (error) {
    if (!(error instanceof FencedError)) throw error;
    return claim;
  }
}

/** Returns false if a restart would release the unit: edits that are left need a person. */
async function mayRestart(claim: Claim, { ledger, mayBegin }: ChangeOptions): Promise<boolean> {
  return hasEffect(await ledger.steps(claim.unit.name), claim) || mayBegin();
}

/** The session was lost, or a request failed: the change starts again, or ends with this result. */
interface Lost {
  readonly ifNotRestarted: UnitResult;
}

/** Returns the result of a unit whose rollback ended. */
function ofRollback({ state, summary, ...result }: UnitResult): UnitResult {
  return {
    ...result,
    state: state === "succeeded" ? "rolled-back" : state,
    summary: `rollback: ${summary}`,
  };
}

async function change(
  claim: Claim,
  writer: LedgerWriter,
  options: ChangeOptions,
): Promise<UnitResult | Lost | "released"> {
  const { ledger, connect, clock, timesOf, describeError: describe = describeByMessage } = options;
  const { hosts } = claim.unit;
  const { unreachableMs } = timesOf(hosts[0] ?? "");
  const ofError = async (host: string, error: unknown): Promise<UnitResult> => {
    const steps = await ledger.steps(claim.unit.name);
    return needsPerson(steps, claim, host, describeOf(error, host, { hosts, describe }));
  };
  const active = await openActive(hosts, connect, {
    clock,
    unreachableMs,
    onUnreachable({ host, error }) {
      const { summary } = describeOf(error, host, { hosts, describe });
      options.onUnreachable?.(summary, unreachableMs);
    },
  });
  if ("error" in active) return ofError(active.host, active.error);
  const { host, sbc } = active;
  try {
    let commits = 0;
    let problem = "";
    for (;;) {
      const steps = await ledger.steps(claim.unit.name);
      const next = nextAction(steps, claim);
      switch (next.do) {
        case "settle": {
          const unknown = await settle(next.step, active, writer, options);
          if (unknown !== undefined) {
            return needsPerson(steps, claim, next.step.host, { summary: unknown });
          }
          continue;
        }
        case "fail":
          return { state: "failed", summary: summaryOf(next.step.outcome), host };
        case "check":
          return await check(active, steps, claim, options);
        case "commit": {
          const isFresh = !hasEffect(steps, claim);
          if (isFresh && !(await options.mayBegin()) && !(await hasEdits(claim, ledger))) {
            return "released";
          }
          if (commits === maxCommits) return needsPerson(steps, claim, host, { summary: problem });
          commits += 1;
          const isBegin = isFresh && !claim.isBack;
          const before = isBegin ? await problemBefore(sbc, options.plan.gates) : undefined;
          if (before) {
            const summary = `before the change, ${before.summary}`;
            return needsPerson(steps, claim, host, { ...before, summary });
          }
          const end = await commit(next.startWith, active, claim, writer, options);
          if (typeof end === "object") return end;
          problem = end;
          continue;
        }
      }
    }
  } catch (error) {
    if (error instanceof FencedError || writer.error) throw writer.error ?? error;
    const result = await ofError(host, error);
    return isSessionLost(error) || mayPass(error) ? { ifNotRestarted: result } : result;
  } finally {
    await sbc.close().catch(() => undefined);
  }
}

/** Returns true if a process that was killed may have sent edits. A waiting unit must not have them. */
async function hasEdits({ unit, from, isBack }: Claim, ledger: Ledger): Promise<boolean> {
  if (isBack || !inProgress({ state: from })) return false;
  return (await ledger.unit(unit.name)).change !== undefined;
}

/**
 * Determines the outcome of an open step under a lock of its own.
 *
 * @returns The reason why it remains unknown.
 */
async function settle(
  step: Step,
  { host, sbc }: ActiveSystem,
  writer: LedgerWriter,
  { timesOf }: ChangeOptions,
): Promise<string | undefined> {
  if (step.host !== host) {
    return `the ${step.operation} was sent to ${step.host}, but ${host} is now the active system`;
  }
  const times = timesOf(host);
  const outcome = await sbc.settle(step.saved, {
    waitForLockMs: times.waitForLockMs,
    waitForIdleMs: times.waitForIdleMs,
    timeoutMs: Math.min(times.commitMs, maxSettleMs),
  });
  const isFinal = assess(step, outcome, true) !== "unknown";
  await writer.conclude({ outcome, isFinal, settled: true });
  return isFinal ? undefined : describeOutcome(outcome);
}

/**
 * Commits, and writes each step to the ledger.
 *
 * @returns The result of the unit, or how the commit ended if the steps in the ledger decide what is next.
 */
async function commit(
  startWith: CommitStep,
  active: ActiveSystem,
  claim: Claim,
  writer: LedgerWriter,
  options: ChangeOptions,
): Promise<UnitResult | Lost | string> {
  const { timesOf, clock, onStep, onLocked } = options;
  const { host } = active;
  const times = timesOf(host);
  const beginMs = clock.now();
  let result: CommitResult;
  try {
    result = await submitChange(active, startWith, claim, writer, options, {
      waitForLockMs: times.waitForLockMs,
      waitForIdleMs: times.waitForIdleMs,
      timeoutMs: times.waitForLockMs + times.commitMs,
      onLock: ({ type }) => {
        if (type === "lock-held") onLocked?.(clock.now() - beginMs);
      },
      onSubmitting: async (saved) => {
        // A commit submits no other requests.
        const operation = saved.state.operation as CommitStep;
        await writer.submitting({ host, operation, saved });
        onStep?.({ host, operation });
      },
      onOperation: (operation) => {
        if (operation.submission === "accepted") writer.accepted(operation.toJSON());
      },
      onEvent: (_step, event) => {
        if (event.type === "ended") writer.ended(event.outcome);
      },
    });
  } catch (error) {
    // A step that the device refused is open in the ledger, and is settled next.
    if (writer.error === undefined && writer.hasOpenStep) return messageOf(error);
    const refused = writer.error === undefined ? resultOfRefusal(error, host) : undefined;
    if (refused) return refused;
    throw error;
  }
  const last = result.steps.at(-1);
  // With the release of the lock, its confidence may have become higher.
  if (last) writer.ended(last);
  const ended = resultWithoutStep(result, host, summaryOf(last));
  if (ended) return isLockLost(result.edit?.restoreError) ? { ifNotRestarted: ended } : ended;
  await writer.flush();
  return result.error ? messageOf(result.error) : summaryOf(last);
}

/** Waits until the gates after the change hold. */
async function check(
  { host, sbc }: ActiveSystem,
  steps: readonly Step[],
  claim: Claim,
  options: ChangeOptions,
): Promise<UnitResult> {
  const { ledger, plan, clock } = options;
  const summary = summaryOf(steps.at(-1)?.outcome);
  if (!hasChecks(claim, plan.gates)) return { state: "succeeded", summary, host };
  if (claim.from !== "checking") await ledger.checking(claim);
  const deadline = clock.now() + plan.gates.timeoutMs;
  for (;;) {
    const problem = await problemAfter(host, sbc, claim, options);
    if (problem === undefined) return { state: "succeeded", summary, host };
    if (clock.now() >= deadline) {
      return { state: "unhealthy", summary: `${summary}, but ${problem}`, host };
    }
    await clock.sleep(Math.min(gateIntervalMs, deadline - clock.now()));
  }
}

function needsPerson(
  steps: readonly Step[],
  claim: Claim,
  host: string,
  { summary, obstacle, hint }: Pick<UnitResult, "summary" | "obstacle" | "hint">,
): UnitResult {
  const open = steps.find(({ state }) => state !== "closed");
  return {
    state: "needs-person",
    summary: open ? `the result of the ${open.operation} is unknown: ${summary}` : summary,
    host,
    ...(hint !== undefined && { hint }),
    ...(obstacle && !hasEffect(steps, claim) && { obstacle }),
  };
}

function summaryOf(outcome: Outcome | undefined): string {
  return outcome ? describeOutcome(outcome) : "nothing was submitted";
}
