import { isTerminal, type OperationName, type OperationState } from "@asyncstatus/model";
import type { Clock } from "@asyncstatus/model/clock";
import { isSameRequest } from "./attribute.ts";

/** A request of ours whose end has not been seen. The device may still show it, or still receive it. */
export interface OwnRequest {
  readonly operation: OperationName;
  readonly submission: "accepted" | "unknown";
  /** When it was submitted, by the monotonic clock. */
  readonly submittedAt: number;
  /** The status before it. */
  readonly before: OperationState | undefined;
  /** The time since the submission from which on an end that the status shows counts. */
  readonly fenceMs: number;
  /** Called if another read than that of its own wait shows its end. */
  readonly onEnded?: (operationState: OperationState, readAt: number) => void;
}

const shownWithinMs = 1_500;
const pollMs = 250;

/** The earlier requests of this session, so that they are not taken for a later one. */
export class OwnRequests {
  readonly #clock: Clock;
  readonly #registrationMs: number;
  readonly #requests = new Set<OwnRequest>();
  #endsSeen = 0;
  #onFollowed: () => void = () => undefined;
  readonly #shown = new WeakSet<OwnRequest>();
  #submitting: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock, registrationMs: number) {
    this.#clock = clock;
    this.#registrationMs = registrationMs;
  }

  /** Runs one submission after the other. */
  async inTurn<Value>(submit: () => Promise<Value>): Promise<Value> {
    const turn = this.#submitting.then(submit, submit);
    this.#submitting = turn.catch(() => undefined);
    return await turn;
  }

  /** Records that a request is about to be sent: the status may show it from then on. */
  submitting(): void {
    this.#onFollowed();
    this.#onFollowed = () => undefined;
  }

  /**
   * Adds a request that was submitted.
   *
   * @param onFollowed Called when a later one is about to be sent.
   */
  add(request: OwnRequest, onFollowed?: () => void): void {
    this.#onFollowed = onFollowed ?? (() => undefined);
    this.#requests.add(request);
  }

  /** Records that a request is shown. */
  shown(request: OwnRequest): void {
    this.#shown.add(request);
  }

  /** Records that the end of a request was seen. */
  ended(request: OwnRequest): void {
    if (this.#requests.delete(request)) this.#endsSeen += 1;
  }

  /**
   * The number of requests whose end was seen. If it rises while a status is read, that status may be older than
   * the end.
   */
  get endsSeen(): number {
    return this.#endsSeen;
  }

  /** Records the status: from the fence on, it shows the most recent request. */
  noteStatus(
    operationState: OperationState | undefined,
    readAt: number,
    reader?: OwnRequest,
  ): void {
    for (const request of this.#requests) {
      if (request === reader || !isShown(request, operationState)) continue;
      this.#shown.add(request);
      const { submission, submittedAt, fenceMs } = request;
      const counts = submission === "accepted" && readAt >= submittedAt + fenceMs;
      if (!counts || !isTerminal(operationState.status)) continue;
      this.ended(request);
      request.onEnded?.(operationState, readAt);
    }
  }

  /** Returns an accepted request that the status must still show, if any. */
  get unseen(): OwnRequest | undefined {
    return [...this.#requests].find(
      (request) =>
        request.submission === "accepted" &&
        !this.#shown.has(request) &&
        this.#clock.now() < request.submittedAt + this.#registrationMs,
    );
  }

  /**
   * Returns an accepted request whose end the status must still show, if any. If the status shows no
   * request in progress after the time by which it must show ours, ours has ended.
   */
  get open(): OwnRequest | undefined {
    return [...this.#requests].find(
      ({ submission, submittedAt }) =>
        submission === "accepted" && this.#clock.now() < submittedAt + this.#registrationMs,
    );
  }

  /** Returns true if an earlier request that shows as this one, and has no response, may still arrive. */
  mayArrive(operation: OperationName): boolean {
    return [...this.#requests].some(
      (request) =>
        request.submission === "unknown" &&
        (request.operation === operation ||
          // A save may verify the configuration first, and show it.
          (request.operation === "save" && operation === "verify")),
    );
  }

  /** Forgets the requests that the device refuses from now on, because their token lost the lock. */
  forgetUnanswered(): void {
    for (const request of this.#requests) {
      if (request.submission === "unknown") this.#requests.delete(request);
    }
  }

  /**
   * Waits until the status shows every accepted request, or for a second and a half. Another session that
   * acquires the lock then does not take our request for its own.
   */
  async untilShown(
    readStatus: () => Promise<OperationState | undefined>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const deadline = this.#clock.now() + shownWithinMs;
    try {
      while (this.unseen && this.#clock.now() < deadline) {
        const readAt = this.#clock.now();
        this.noteStatus(await readStatus(), readAt);
        if (this.unseen) await this.#clock.sleep(pollMs, signal);
      }
    } catch {
      // The lock matters more.
    }
  }
}

function isShown(
  { operation, before }: OwnRequest,
  operationState: OperationState | undefined,
): operationState is OperationState {
  return operationState?.operation === operation && !isSameRequest(operationState, before);
}
