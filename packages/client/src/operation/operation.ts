import type { OperationName } from "@asyncstatus/model";
import type { Clock } from "../clock/clock.ts";
import { DeviceError } from "../errors/device-error.ts";
import { isPassing } from "../errors/is-passing.ts";
import { LockLostError } from "../errors/lock-lost-error.ts";
import { nextId, publish } from "../observability/diagnostics.ts";
import type { Session } from "../session/session.ts";
import { decide, type Observation, type Step } from "./decide.ts";
import type { Evidence, FinalOutcome, Outcome } from "./outcome.ts";
import { type PollSchedule, pollInterval } from "./poll-interval.ts";
import { readSlot, readSystem, readVersions } from "./read-device.ts";
import type { SavedOperation } from "./saved-operation.ts";
import { unlessRefused } from "./unless-refused.ts";
import type { WaitEvent } from "./wait-event.ts";
import type { WaitState } from "./wait-state.ts";

/** How long to wait, and until when. */
export interface WaitOptions {
  /** The overall deadline, from the call on. @default 900000, a quarter of an hour */
  readonly timeoutMs?: number;
  /** Ends the wait at once; the request itself goes on. */
  readonly signal?: AbortSignal;
}

/** What an operation needs beside its state. */
export interface OperationDependencies {
  readonly session: Session;
  readonly clock: Clock;
  /** A number from 0 to 1. */
  readonly random: () => number;
  readonly schedule: PollSchedule;
}

/** What an operation begins with. */
export interface OperationStart {
  /** Links of the 202 that do not lead to where we poll. */
  readonly foreignLinks?: readonly string[];
  /** The term of the lock under which it was submitted; see {@link Session.lockTerm}. */
  readonly lockTerm?: number | undefined;
  /** How long ago it was submitted. */
  readonly sinceMs?: number;
}

const defaultTimeoutMs = 15 * 60_000;

/** An asynchronous request that was submitted. */
export class Operation {
  /** The request's name, as `admin/asyncstatus` shows it. */
  readonly operation: OperationName;
  /** `unknown` where the answer to the submission was lost: the device may have taken it or not. */
  readonly submission: "accepted" | "unknown";
  readonly #dependencies: OperationDependencies;
  readonly #submittedAt: number;
  readonly #listeners = new Set<(event: WaitEvent | Error) => void>();
  #state: WaitState;
  #outcome: FinalOutcome | undefined;
  #foreignLinks: readonly string[];
  readonly #lockTerm: number | undefined;
  #stop: AbortController | undefined;
  #waitId = 0;

  /** @internal */
  constructor(
    dependencies: OperationDependencies,
    state: WaitState,
    { foreignLinks = [], lockTerm, sinceMs = 0 }: OperationStart = {},
  ) {
    this.operation = state.operation;
    this.submission = state.submission;
    this.#dependencies = dependencies;
    this.#state = state;
    this.#foreignLinks = foreignLinks;
    this.#lockTerm = lockTerm;
    this.#submittedAt = dependencies.clock.now() - sinceMs;
  }

  /**
   * What another process needs to take up the wait, with {@link Sbc.attach}: plain data without
   * secrets.
   */
  toJSON(): SavedOperation {
    const { clock, session } = this.#dependencies;
    const submittedAt = new Date(clock.date().getTime() - this.#sinceMs()).toISOString();
    return { format: 1, statusUrl: session.statusUrl, submittedAt, state: this.#state };
  }

  /**
   * Waits until it is known what has become of the request, or until the deadline. May be called
   * again, after a time-out or an abort too.
   *
   * @throws {DeviceError} where the device refuses to say: the credentials or the user's rights have
   *   changed. No answer at all, or one that cannot be read, ends nothing before the deadline.
   * @throws {TransportError} where another certificate answers than was trusted.
   */
  async wait(options: WaitOptions = {}): Promise<Outcome> {
    for await (const event of this.events(options)) {
      if (event.type === "ended") return event.outcome;
    }
    throw new Error("unreachable: the events end with `ended`");
  }

  /**
   * What happens while waiting, as it happens; the last event is `ended` with the outcome.
   *
   * @throws {DeviceError} as {@link wait} does.
   */
  async *events(options: WaitOptions = {}): AsyncGenerator<WaitEvent, void, undefined> {
    const { clock } = this.#dependencies;
    const leave = new AbortController();
    const queue: (WaitEvent | Error)[] = [];
    let wake = () => {};
    const push = (event: WaitEvent | Error) => {
      queue.push(event);
      wake();
    };
    const end = (outcome: "timed-out" | "aborted") => push(this.#ended(this.#unfinished(outcome)));
    const abort = () => end("aborted");

    if (this.#outcome) push(this.#ended(this.#outcome));
    else if (options.signal?.aborted) abort();
    else {
      options.signal?.addEventListener("abort", abort, { once: true });
      const deadline = clock.sleep(options.timeoutMs ?? defaultTimeoutMs, leave.signal);
      deadline.then(() => end("timed-out")).catch(() => undefined);
      this.#listeners.add(push);
      this.#start();
    }
    try {
      for (;;) {
        const event = queue.shift();
        if (event === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        if (event instanceof Error) throw event;
        yield event;
        if (event.type === "ended") return;
      }
    } finally {
      leave.abort();
      options.signal?.removeEventListener("abort", abort);
      this.#listeners.delete(push);
      if (this.#listeners.size === 0) this.#stop?.abort();
    }
  }

  /** One loop serves all who wait; it stops when the last of them leaves. */
  #start(): void {
    if (this.#stop && !this.#stop.signal.aborted) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#run(stop.signal).then(
      () => stop.abort(),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        stop.abort();
        this.#emit(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { session } = this.#dependencies;
    const { operation, submission } = this;
    const waitId = nextId();
    this.#waitId = waitId;
    publish("asyncstatus:wait:start", () => ({ waitId, operation, submission }));
    for (const link of this.#foreignLinks) {
      this.#emit({ type: "foreign-link", sinceMs: this.#sinceMs(), link });
    }
    this.#foreignLinks = [];
    const unsubscribe = session.onRenewal((error) => {
      const sinceMs = this.#sinceMs();
      this.#emit(
        error ? { type: "renewal-failed", sinceMs, error } : { type: "token-renewed", sinceMs },
      );
    });
    try {
      await this.#poll(signal);
    } finally {
      unsubscribe();
      const outcome = this.#outcome;
      publish("asyncstatus:wait:end", () => ({ waitId, ...(outcome && { outcome }) }));
    }
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const { session, clock, schedule, random } = this.#dependencies;
    const asked = { signal, waitId: this.#waitId };
    let failures = 0;
    let next: "poll" | "confirm" = this.#state.verdict ? "confirm" : "poll";
    let retryAfterMs = 0;
    for (;;) {
      const interval = pollInterval(schedule, this.#sinceMs(), failures, random());
      if (next === "poll" || failures > 0) {
        await clock.sleep(Math.max(interval, retryAfterMs), signal);
      }
      retryAfterMs = 0;
      try {
        // Somebody who did not answer may have restarted meanwhile, or be another system now.
        if (failures > 0 && next === "poll") {
          const sinceMs = this.#sinceMs();
          const system = await unlessRefused(readSystem(session, asked));
          const step = system && this.#apply({ type: "system", system, sinceMs });
          if (step?.decision.next === "confirm") next = "confirm";
        }
        const observation = await this.#observe(next, signal);
        this.#noteLock();
        if (failures > 0) this.#emit({ type: "reconnected", sinceMs: this.#sinceMs() });
        const { decision } = this.#apply(observation);
        if (decision.next === "end") return this.#finish(decision.outcome);
        next = decision.next;
        failures = 0;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof LockLostError) {
          this.#noteLock();
          continue;
        }
        if (!isPassing(error)) throw error;
        failures += 1;
        if (error instanceof DeviceError) retryAfterMs = error.retryAfterMs ?? 0;
        this.#emit({ type: "poll-failed", sinceMs: this.#sinceMs(), error });
      }
    }
  }

  async #observe(next: "poll" | "confirm", signal: AbortSignal): Promise<Observation> {
    const { session } = this.#dependencies;
    const asked = { signal, waitId: this.#waitId };
    // What an answer says was so at the earliest when it was asked for.
    const sinceMs = this.#sinceMs();
    if (next === "poll") {
      const slot = await readSlot(session, asked);
      return { type: "slot", sinceMs, ...(slot && { slot }) };
    }
    const versions = await unlessRefused(readVersions(session, asked));
    const system = await unlessRefused(readSystem(session, asked));
    return {
      type: "confirmation",
      sinceMs,
      ...(versions && { versions }),
      ...(system && { system }),
    };
  }

  /** A lock that was lost, or released while we wait, keeps nobody else from issuing requests. */
  #noteLock(): void {
    const held =
      this.#lockTerm !== undefined && this.#dependencies.session.lockTerm === this.#lockTerm;
    if (held || this.#state.lock === "lost") return;
    const sinceMs = this.#sinceMs();
    this.#apply({ type: "lock-lost", sinceMs });
    this.#emit({ type: "lock-lost", sinceMs });
  }

  #apply(observation: Observation): Step {
    const step = decide(this.#state, observation);
    this.#state = step.state;
    if (step.attribution && observation.type === "slot") {
      const { label, reason } = step.attribution;
      const { sinceMs, slot } = observation;
      this.#emit({ type: "progress", sinceMs, ...(slot && { slot }), label, reason });
    }
    return step;
  }

  #finish(outcome: FinalOutcome): void {
    this.#outcome = { ...outcome, elapsedMs: this.#sinceMs() };
    this.#emit(this.#ended(this.#outcome));
  }

  #emit(event: WaitEvent | Error): void {
    const waitId = this.#waitId;
    if (!(event instanceof Error)) publish("asyncstatus:wait:event", () => ({ waitId, event }));
    for (const listener of this.#listeners) listener(event);
  }

  #ended(outcome: Outcome): WaitEvent {
    return { type: "ended", sinceMs: outcome.elapsedMs, outcome };
  }

  #unfinished(outcome: "timed-out" | "aborted"): Outcome {
    const { operation, baseline, sightings, lock } = this.#state;
    const evidence: Evidence = { baseline, sightings, lock };
    return { outcome, operation, elapsedMs: this.#sinceMs(), evidence };
  }

  #sinceMs(): number {
    return this.#dependencies.clock.now() - this.#submittedAt;
  }
}
