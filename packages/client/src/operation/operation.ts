import type { OperationName } from "@asyncstatus/model";
import { asError } from "../errors/asyncstatus-error.ts";
import { DeadlineError } from "../errors/deadline-error.ts";
import { requireDuration } from "../errors/option-error.ts";
import type { Evidence, FinalOutcome, Outcome } from "./outcome.ts";
import { outcomeAtDeadline, outcomeUnderLock } from "./poll-step.ts";
import { type SavedOperation, saveOperation } from "./saved-operation.ts";
import { type OperationDependencies, type OperationStart, StatusPoller } from "./status-poller.ts";
import type { WaitEvent } from "./wait-event.ts";
import type { WaitState } from "./wait-state.ts";

/** Options of {@link Operation.wait}. */
export interface WaitOptions {
  /** The deadline, from the call on. @default 900000 (15 minutes) */
  readonly timeoutMs?: number;
  /** Ends the wait with the outcome `aborted`; the request continues on the device. */
  readonly signal?: AbortSignal;
  /** Called with each event of the wait. An error that it throws ends the wait. */
  readonly onEvent?: (event: WaitEvent) => void;
}

const defaultTimeoutMs = 15 * 60_000;

/** An asynchronous request that was submitted. */
export class Operation {
  /** The name of the operation, as `admin/asyncstatus` shows it. */
  readonly operation: OperationName;
  /** `unknown` if the response to the submission was lost: the device may have accepted it or not. */
  readonly submission: "accepted" | "unknown";
  readonly #dependencies: OperationDependencies;
  readonly #poller: StatusPoller;
  readonly #submittedAt: string;
  readonly #listeners = new Set<(event: WaitEvent | Error) => void>();
  #outcome: FinalOutcome | undefined;
  #stop: AbortController | undefined;

  /** @internal */
  constructor(dependencies: OperationDependencies, state: WaitState, start: OperationStart = {}) {
    this.operation = state.operation;
    this.submission = state.submission;
    this.#dependencies = dependencies;
    this.#submittedAt = start.submittedAt ?? dependencies.clock.date().toISOString();
    this.#poller = new StatusPoller(dependencies, state, start, (event) => this.#emit(event));
  }

  /** Returns what {@link Sbc.attach} needs to resume the wait in another process. Contains no secrets. */
  toJSON(): SavedOperation {
    return saveOperation(this.#dependencies, this.#poller.state, this.#submittedAt);
  }

  /**
   * The outcome, once it is known. After the release of the lock, an outcome that was `documented` because
   * the token had been renewed can be `proven`: the device accepted the release from the new token.
   */
  get outcome(): FinalOutcome | undefined {
    const outcome = this.#outcome;
    if (!outcome || this.#poller.lockUntil(outcome.elapsedMs) !== "held") return outcome;
    return outcomeUnderLock(this.#poller.state, outcome);
  }

  /**
   * Waits until the outcome is known, or until the deadline. May be called several times, also after a
   * time-out or an abort.
   *
   * @throws {OptionError} if `timeoutMs` is not a number of milliseconds.
   * @throws {DeviceError} if the device refuses to respond, because the credentials or the rights of the
   *   user changed. A missing or unreadable response is retried until the deadline.
   * @throws {TransportError} if the certificate is not the trusted one.
   */
  wait({ timeoutMs = defaultTimeoutMs, signal, onEvent }: WaitOptions = {}): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      requireDuration("timeoutMs", timeoutMs);
      const deadline = new AbortController();
      const leave = () => {
        deadline.abort();
        signal?.removeEventListener("abort", abort);
        this.#listeners.delete(listener);
        if (this.#listeners.size === 0) this.#stop?.abort();
      };
      const listener = (event: WaitEvent | Error) => {
        if (event instanceof Error || event.type === "ended") leave();
        if (event instanceof Error) return reject(event);
        try {
          onEvent?.(event);
        } catch (error) {
          leave();
          return reject(error);
        }
        if (event.type === "ended") resolve(event.outcome);
      };
      const isDeadline = () => signal?.reason instanceof DeadlineError;
      const abort = () => listener(ended(this.#unfinished(isDeadline() ? "timed-out" : "aborted")));
      if (this.outcome) return listener(ended(this.outcome));
      if (signal?.aborted) return abort();
      signal?.addEventListener("abort", abort);
      this.#dependencies.clock.sleep(timeoutMs, deadline.signal).then(
        () => listener(ended(this.#unfinished("timed-out"))),
        () => undefined,
      );
      this.#listeners.add(listener);
      this.#start();
    });
  }

  /**
   * Yields the events of a wait; the last one is `ended`, with the outcome. Leaving the loop ends the wait.
   *
   * @throws as {@link wait} does, after the events that came before.
   */
  async *events({
    timeoutMs,
    signal,
  }: Omit<WaitOptions, "onEvent"> = {}): AsyncGenerator<WaitEvent, void, undefined> {
    const left = new AbortController();
    const queue: WaitEvent[] = [];
    let wake = () => {};
    let isOver = false;
    const wait = this.wait({
      ...(timeoutMs !== undefined && { timeoutMs }),
      signal: signal ? AbortSignal.any([signal, left.signal]) : left.signal,
      onEvent: (event) => {
        queue.push(event);
        wake();
      },
    }).finally(() => {
      isOver = true;
      wake();
    });
    wait.catch(() => undefined);
    try {
      while (!isOver || queue.length > 0) {
        const event = queue.shift();
        if (event) yield event;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
      await wait;
    } finally {
      left.abort();
    }
  }

  /** Starts the one poll loop of all waits; it stops when the last wait ends. */
  #start(): void {
    if (this.#stop && !this.#stop.signal.aborted) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#poller.run(stop.signal).then(
      (outcome) => {
        this.#outcome = outcome;
        this.#emit(ended(outcome));
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        stop.abort();
        this.#emit(asError(error));
      },
    );
  }

  #emit(event: WaitEvent | Error): void {
    for (const listener of this.#listeners) listener(event);
  }

  #unfinished(outcome: "timed-out" | "aborted"): Outcome {
    const { state, elapsedMs, poll } = this.#poller;
    const known = outcome === "timed-out" && outcomeAtDeadline(poll, elapsedMs);
    if (known) return known;
    const { operation, baseline, readings, lock } = state;
    const evidence: Evidence = { baseline, readings, lock };
    return { outcome, operation, elapsedMs, evidence };
  }
}

function ended(outcome: Outcome): WaitEvent {
  return { type: "ended", elapsedMs: outcome.elapsedMs, outcome };
}
