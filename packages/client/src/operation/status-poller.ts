import type { Clock } from "@asyncstatus/model/clock";
import { asError } from "../errors/asyncstatus-error.ts";
import { isTransient } from "../errors/classify.ts";
import { DeviceError } from "../errors/device-error.ts";
import { LockLostError } from "../errors/lock-errors.ts";
import { nextId, type Publish } from "../observability/publish.ts";
import type { LockTenure } from "../session/lock-tenure.ts";
import type { Session } from "../session/session.ts";
import type { FinalOutcome } from "./outcome.ts";
import type { OwnRequest, OwnRequests } from "./own-requests.ts";
import type { PollSchedule } from "./poll-interval.ts";
import {
  applyLock,
  delayMs,
  type PollResult,
  type PollState,
  receive,
  startPolling,
} from "./poll-step.ts";
import { readAsyncStatus, readSystem, readVersions } from "./read-device.ts";
import { undefinedIfRefused } from "./undefined-if-refused.ts";
import type { WaitEvent, WaitMessages } from "./wait-event.ts";
import type { LockHistory, WaitState } from "./wait-state.ts";

/** The dependencies of an operation. */
export interface OperationDependencies {
  readonly session: Session;
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  readonly schedule: PollSchedule;
  /** The longest time until the device shows an accepted request. */
  readonly registrationMs: number;
  /** The longest time by which the status shows a request late. */
  readonly statusLagMs: number;
  readonly ownRequests: OwnRequests;
  readonly publish: Publish<WaitMessages>;
}

/** The circumstances of a submission. */
export interface OperationStart {
  /** The links of the 202 that lead to another place than the status. */
  readonly foreignLinks?: readonly string[];
  /** The lock under which it was submitted; see {@link Session.lockTenure}. */
  readonly lockTenure?: LockTenure | undefined;
  /** The time since the submission. @default 0 */
  readonly elapsedMs?: number;
  /** When it was submitted, by the wall clock. @default now */
  readonly submittedAt?: string;
}

/** Polls the status of an operation until its outcome is known, and emits events. */
export class StatusPoller {
  readonly #dependencies: OperationDependencies;
  readonly #onEvent: (event: WaitEvent) => void;
  readonly #submittedAt: number;
  readonly #lockTenure: LockTenure | undefined;
  readonly #ownRequest: OwnRequest | undefined;
  #poll: PollState;
  #foreignLinks: readonly string[];
  #waitId = 0;
  #hasRun: boolean;

  constructor(
    dependencies: OperationDependencies,
    state: WaitState,
    { foreignLinks = [], lockTenure, elapsedMs }: OperationStart,
    onEvent: (event: WaitEvent) => void,
  ) {
    this.#dependencies = dependencies;
    this.#poll = startPolling(state, false);
    this.#foreignLinks = foreignLinks;
    this.#lockTenure = lockTenure;
    this.#submittedAt = dependencies.clock.now() - (elapsedMs ?? 0);
    this.#hasRun = elapsedMs !== undefined;
    this.#onEvent = onEvent;
    // A resumed operation belongs to another process.
    if (elapsedMs === undefined) {
      const { operation, submission, baseline, fenceMs } = state;
      this.#ownRequest = {
        operation,
        submission,
        submittedAt: this.#submittedAt,
        before: baseline.operationState,
        fenceMs,
        onEnded: (operationState, readAt) => {
          const readAfterMs = readAt - this.#submittedAt;
          const result = { request: "status", elapsedMs: readAfterMs, operationState } as const;
          this.#poll = receive(this.#poll, result, this.#checkLock()).poll;
        },
      };
      dependencies.ownRequests.add(this.#ownRequest, () => {
        this.#poll = { ...this.#poll, wait: { ...this.#poll.wait, isFollowed: true } };
      });
    }
  }

  /** The current state of the wait. */
  get state(): WaitState {
    return this.#poll.wait;
  }

  /** The state of the poll loop. */
  get poll(): PollState {
    return this.#poll;
  }

  /** The time since the submission. */
  get elapsedMs(): number {
    return this.#dependencies.clock.now() - this.#submittedAt;
  }

  /** Returns whether the lock was held from before the submission until a time after it. */
  lockUntil(elapsedMs: number): LockHistory {
    return this.#lockTenure?.until(this.#submittedAt + elapsedMs) ?? "lost";
  }

  /**
   * Polls until the outcome is known.
   *
   * @throws The signal's reason, as soon as it is aborted.
   * @throws {DeviceError | TransportError} if a retry can't help; see {@link isTransient}.
   */
  async run(signal: AbortSignal): Promise<FinalOutcome> {
    const { session, publish } = this.#dependencies;
    const { operation, submission } = this.state;
    const waitId = nextId();
    this.#waitId = waitId;
    publish("asyncstatus:wait:start", () => ({ waitId, operation, submission }));
    for (const link of this.#foreignLinks) {
      this.#emit({ type: "foreign-link", elapsedMs: this.elapsedMs, link });
    }
    this.#foreignLinks = [];
    const unsubscribe = session.onRenewal((error) => {
      const { elapsedMs } = this;
      this.#emit(
        error ? { type: "renewal-failed", elapsedMs, error } : { type: "token-renewed", elapsedMs },
      );
    });
    let outcome: FinalOutcome | undefined;
    try {
      outcome = { ...(await this.#pollUntilEnd(signal)), elapsedMs: this.elapsedMs };
      return outcome;
    } finally {
      unsubscribe();
      publish("asyncstatus:wait:end", () => ({ waitId, ...(outcome && { outcome }) }));
    }
  }

  async #pollUntilEnd(signal: AbortSignal): Promise<FinalOutcome> {
    const { clock, schedule, random } = this.#dependencies;
    const since = clock.now();
    let retryAfterMs = 0;
    // A status that was there before this wait began can be read at once.
    this.#poll = startPolling(this.state, !this.#hasRun);
    this.#hasRun = true;
    for (;;) {
      const times = { elapsedMs: this.elapsedMs, waitedMs: clock.now() - since, retryAfterMs };
      const delay = delayMs(this.#poll, schedule, times, random());
      if (delay > 0) await clock.sleep(delay, signal);
      retryAfterMs = 0;
      const hadFailed = this.#poll.failures > 0;
      const { elapsedMs } = this;
      let result: PollResult;
      try {
        result = await this.#request(elapsedMs, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof LockLostError) {
          this.#checkLock();
          this.#poll = { ...this.#poll, pauses: true };
          continue;
        }
        if (!isTransient(error)) throw error;
        if (error instanceof DeviceError) retryAfterMs = error.retryAfterMs ?? 0;
        this.#emit({ type: "poll-failed", elapsedMs: this.elapsedMs, error: asError(error) });
        result = { request: "failed", elapsedMs };
      }
      const lock = this.#checkLock();
      const isIdentifying = this.#poll.request === "system" && !this.state.verdict;
      if (hadFailed && result.request !== "failed" && !isIdentifying) {
        this.#emit({ type: "reconnected", elapsedMs: this.elapsedMs });
      }
      const step = receive(this.#poll, result, lock);
      this.#poll = step.poll;
      if (step.attribution && result.request === "status") {
        const { attribution, reason } = step.attribution;
        const { operationState } = result;
        this.#emit({
          type: "progress",
          elapsedMs,
          ...(operationState && { operationState }),
          attribution,
          reason,
        });
      }
      if (this.#ownRequest && this.state.seen) {
        const { ownRequests } = this.#dependencies;
        ownRequests.shown(this.#ownRequest);
        if (this.state.verdict?.kind === "ended") ownRequests.ended(this.#ownRequest);
      }
      if (step.outcome) return step.outcome;
    }
  }

  async #request(elapsedMs: number, signal: AbortSignal): Promise<PollResult> {
    const { session, ownRequests } = this.#dependencies;
    const asked = { signal, waitId: this.#waitId };
    switch (this.#poll.request) {
      case "status": {
        const { operationState, additionalInfo } = await readAsyncStatus(session, asked);
        ownRequests.noteStatus(operationState, this.#submittedAt + elapsedMs, this.#ownRequest);
        return {
          request: "status",
          elapsedMs,
          ...(operationState && { operationState }),
          ...(additionalInfo && { additionalInfo }),
        };
      }
      case "system": {
        const system = await undefinedIfRefused(readSystem(session, asked));
        return { request: "system", elapsedMs, ...(system && { system }) };
      }
      case "versions": {
        const versions = await undefinedIfRefused(readVersions(session, asked));
        return { request: "versions", elapsedMs, ...(versions && { versions }) };
      }
    }
  }

  /** Applies the loss of the lock, or its release during the wait. */
  #checkLock(): LockHistory {
    const { elapsedMs } = this;
    const lock = this.lockUntil(elapsedMs);
    if (lock === "lost" && this.state.lock !== "lost") {
      this.#poll = { ...this.#poll, wait: applyLock(this.state, lock, elapsedMs) };
      this.#emit({ type: "lock-lost", elapsedMs });
    }
    return lock;
  }

  #emit(event: WaitEvent): void {
    const waitId = this.#waitId;
    this.#dependencies.publish("asyncstatus:wait:event", () => ({ waitId, event }));
    this.#onEvent(event);
  }
}
