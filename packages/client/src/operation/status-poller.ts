import type { Clock } from "@asyncstatus/model/clock";
import { isTransient } from "../errors/classify.ts";
import { DeviceError } from "../errors/device-error.ts";
import { LockLostError } from "../errors/lock-errors.ts";
import { nextId } from "../observability/publish.ts";
import type { Session } from "../session/session.ts";
import { decide, type Observation, type Step } from "./decide.ts";
import type { FinalOutcome } from "./outcome.ts";
import { type PollSchedule, pollInterval } from "./poll-interval.ts";
import { readStatus, readSystem, readVersions } from "./read-device.ts";
import { undefinedIfRefused } from "./undefined-if-refused.ts";
import { publishWait, type WaitEvent } from "./wait-event.ts";
import type { WaitState } from "./wait-state.ts";

/** The dependencies of an operation. */
export interface OperationDependencies {
  readonly session: Session;
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  readonly schedule: PollSchedule;
}

/** The circumstances of a submission. */
export interface OperationStart {
  /** The links of the 202 that lead to another place than the status. */
  readonly foreignLinks?: readonly string[];
  /** The lock under which it was submitted; see {@link Session.lockTenure}. */
  readonly lockTenure?: number | undefined;
  /** The time since the submission. @default 0 */
  readonly elapsedMs?: number;
}

/** Polls the status of an operation until its outcome is known, and emits events. */
export class StatusPoller {
  readonly #dependencies: OperationDependencies;
  readonly #onEvent: (event: WaitEvent) => void;
  readonly #submittedAt: number;
  readonly #lockTenure: number | undefined;
  #state: WaitState;
  #foreignLinks: readonly string[];
  #waitId = 0;

  constructor(
    dependencies: OperationDependencies,
    state: WaitState,
    { foreignLinks = [], lockTenure, elapsedMs = 0 }: OperationStart,
    onEvent: (event: WaitEvent) => void,
  ) {
    this.#dependencies = dependencies;
    this.#state = state;
    this.#foreignLinks = foreignLinks;
    this.#lockTenure = lockTenure;
    this.#submittedAt = dependencies.clock.now() - elapsedMs;
    this.#onEvent = onEvent;
  }

  /** The current state of the wait. */
  get state(): WaitState {
    return this.#state;
  }

  /** The time since the submission. */
  get elapsedMs(): number {
    return this.#dependencies.clock.now() - this.#submittedAt;
  }

  /**
   * Polls until the outcome is known.
   *
   * @throws The signal's reason, as soon as it is aborted.
   * @throws {DeviceError | TransportError} if a retry can't help; see {@link isTransient}.
   */
  async run(signal: AbortSignal): Promise<FinalOutcome> {
    const { session } = this.#dependencies;
    const { operation, submission } = this.#state;
    const waitId = nextId();
    this.#waitId = waitId;
    publishWait("asyncstatus:wait:start", () => ({ waitId, operation, submission }));
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
      outcome = { ...(await this.#poll(signal)), elapsedMs: this.elapsedMs };
      return outcome;
    } finally {
      unsubscribe();
      publishWait("asyncstatus:wait:end", () => ({ waitId, ...(outcome && { outcome }) }));
    }
  }

  async #poll(signal: AbortSignal): Promise<FinalOutcome> {
    const { session, clock, schedule, random } = this.#dependencies;
    const asked = { signal, waitId: this.#waitId };
    let failures = 0;
    let next: "poll" | "identify" | "confirm" = this.#state.verdict ? "confirm" : "poll";
    let retryAfterMs = 0;
    for (;;) {
      const interval = pollInterval(schedule, this.elapsedMs, failures, random());
      if (next !== "confirm" || failures > 0) {
        await clock.sleep(Math.max(interval, retryAfterMs), signal);
      }
      retryAfterMs = 0;
      try {
        // After a failed poll or an unexpected status, the system may have restarted or be another one.
        if (next === "identify" || (failures > 0 && next === "poll")) {
          const { elapsedMs } = this;
          const system = await undefinedIfRefused(readSystem(session, asked));
          const step = system && this.#apply({ type: "system", system, elapsedMs });
          if (step?.decision.next === "confirm") next = "confirm";
        }
        const observation = await this.#observe(next, signal);
        this.#checkLock();
        if (failures > 0) this.#emit({ type: "reconnected", elapsedMs: this.elapsedMs });
        const { decision } = this.#apply(observation);
        if (decision.next === "end") return decision.outcome;
        next = decision.next;
        failures = 0;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof LockLostError) {
          this.#checkLock();
          continue;
        }
        if (!isTransient(error)) throw error;
        failures += 1;
        if (error instanceof DeviceError) retryAfterMs = error.retryAfterMs ?? 0;
        this.#emit({ type: "poll-failed", elapsedMs: this.elapsedMs, error });
      }
    }
  }

  async #observe(next: "poll" | "identify" | "confirm", signal: AbortSignal): Promise<Observation> {
    const { session } = this.#dependencies;
    const asked = { signal, waitId: this.#waitId };
    // A response describes the device at the time of the request at the earliest.
    const { elapsedMs } = this;
    if (next !== "confirm") {
      const operationState = await readStatus(session, asked);
      return { type: "operationState", elapsedMs, ...(operationState && { operationState }) };
    }
    const versions = await undefinedIfRefused(readVersions(session, asked));
    const system = await undefinedIfRefused(readSystem(session, asked));
    return {
      type: "confirmation",
      elapsedMs,
      ...(versions && { versions }),
      ...(system && { system }),
    };
  }

  /** Applies the loss of the lock, or its release during the wait. */
  #checkLock(): void {
    const isHeld = this.#dependencies.session.lockTenure === this.#lockTenure;
    if (isHeld || this.#state.lock === "lost") return;
    const { elapsedMs } = this;
    this.#apply({ type: "lock-lost", elapsedMs });
    this.#emit({ type: "lock-lost", elapsedMs });
  }

  #apply(observation: Observation): Step {
    const step = decide(this.#state, observation);
    this.#state = step.state;
    if (step.attribution && observation.type === "operationState") {
      const { attribution, reason } = step.attribution;
      const { elapsedMs, operationState } = observation;
      this.#emit({
        type: "progress",
        elapsedMs,
        ...(operationState && { operationState }),
        attribution,
        reason,
      });
    }
    return step;
  }

  #emit(event: WaitEvent): void {
    const waitId = this.#waitId;
    publishWait("asyncstatus:wait:event", () => ({ waitId, event }));
    this.#onEvent(event);
  }
}
