import type { OperationName } from "@asyncstatus/model";
import { asError } from "../errors/asyncstatus-error.ts";
import type { Evidence, FinalOutcome, Outcome } from "./outcome.ts";
import type { SavedOperation } from "./saved-operation.ts";
import { type OperationDependencies, type OperationStart, StatusPoller } from "./status-poller.ts";
import type { WaitEvent } from "./wait-event.ts";
import type { WaitState } from "./wait-state.ts";

/** How long to wait, and until when. */
export interface WaitOptions {
  /** The overall deadline, from the call on. @default 900000, a quarter of an hour */
  readonly timeoutMs?: number;
  /** Ends the wait at once; the request itself goes on. */
  readonly signal?: AbortSignal;
}

const defaultTimeoutMs = 15 * 60_000;

/** An asynchronous request that was submitted. */
export class Operation {
  /** The request's name, as `admin/asyncstatus` shows it. */
  readonly operation: OperationName;
  /** `unknown` where the answer to the submission was lost: the device may have taken it or not. */
  readonly submission: "accepted" | "unknown";
  readonly #dependencies: OperationDependencies;
  readonly #poller: StatusPoller;
  readonly #listeners = new Set<(event: WaitEvent | Error) => void>();
  #outcome: FinalOutcome | undefined;
  #stop: AbortController | undefined;

  /** @internal */
  constructor(dependencies: OperationDependencies, state: WaitState, start: OperationStart = {}) {
    this.operation = state.operation;
    this.submission = state.submission;
    this.#dependencies = dependencies;
    this.#poller = new StatusPoller(dependencies, state, start, (event) => this.#emit(event));
  }

  /**
   * What another process needs to take up the wait, with {@link Sbc.attach}: plain data without
   * secrets.
   */
  toJSON(): SavedOperation {
    const { clock, session } = this.#dependencies;
    const { state, elapsedMs } = this.#poller;
    const submittedAt = new Date(clock.date().getTime() - elapsedMs).toISOString();
    return { format: 1, statusUrl: session.statusUrl, submittedAt, state };
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
    const end = (outcome: "timed-out" | "aborted") => push(ended(this.#unfinished(outcome)));
    const abort = () => end("aborted");

    if (this.#outcome) push(ended(this.#outcome));
    else if (options.signal?.aborted) abort();
    else {
      options.signal?.addEventListener("abort", abort);
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
    this.#poller.follow(stop.signal).then(
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
    const { state, elapsedMs } = this.#poller;
    const { operation, baseline, readings, lock } = state;
    const evidence: Evidence = { baseline, readings, lock };
    return { outcome, operation, elapsedMs, evidence };
  }
}

function ended(outcome: Outcome): WaitEvent {
  return { type: "ended", elapsedMs: outcome.elapsedMs, outcome };
}
