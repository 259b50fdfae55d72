import { isTerminal, type OperationName, type OperationState } from "@asyncstatus/model";

/** The result of polling the status of an operation. */
export type Verdict =
  | { readonly end: OperationState }
  /** A deviation. */
  | { readonly expected: string; readonly actual: string }
  | { readonly inconclusive: string };

// The status is documented to show the latest request: what it still shows after this, it keeps showing.
const staleMs = 10_000;
// The polls after an end that must show the same end.
const pollsAfterEnd = 5;

/** Judges the status of an operation that was submitted while the lock was held, poll by poll. */
export class FollowedOperation {
  readonly #operation: OperationName;
  readonly #before: OperationState | undefined;
  #isOurs: boolean;
  #wasRead = false;
  #wasShown = false;
  #last: OperationState | undefined;
  #end: OperationState | undefined;
  #pollsAfterEnd = 0;

  /** @param before The status before the request. */
  constructor(operation: OperationName, before: OperationState | undefined) {
    this.#operation = operation;
    this.#before = before;
    // Until the status changes, the end of an earlier request of the same name is not ours.
    this.#isOurs = before?.operation !== operation;
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Adds a poll. Returns the verdict if no further poll is needed. */
  poll(state: OperationState | undefined): Verdict | undefined {
    if (this.#end) return this.#pollAfter(this.#end, state);
    if (this.#wasShown && state?.operation !== this.#operation) {
      return state
        ? { inconclusive: `another request (${nameOf(state)}) replaced it in the status` }
        : {
            expected: `${this.#operation} until its end`,
            actual: "an empty status before its end",
          };
    }
    this.#last = state;
    this.#wasRead = true;
    if (state?.operation !== this.#operation) return undefined;
    this.#isOurs ||= !isTerminal(state.status);
    this.#wasShown = this.#isOurs;
    if (this.#isOurs && isTerminal(state.status)) this.#end = state;
    return undefined;
  }

  /** Returns the verdict if it is too late for another poll. */
  pollsEnd(elapsedMs: number, timeoutMs: number): Verdict | undefined {
    const isPending = this.#wasShown || !this.#wasRead;
    const limitMs = isPending ? timeoutMs : Math.min(staleMs, timeoutMs);
    if (this.#end || elapsedMs < limitMs) return undefined;
    const last = textOf(this.#last);
    if (!this.#wasRead) return { inconclusive: "the status could not be read" };
    if (this.#wasShown) {
      const seconds = timeoutMs / 1000;
      return { inconclusive: `it did not end within ${seconds} s; the status shows ${last}` };
    }
    if (this.#last?.operation === this.#operation) {
      return {
        inconclusive: `the status shows ${last} of an earlier request throughout, which looks like its end`,
      };
    }
    if (this.#last && last !== textOf(this.#before)) {
      return { inconclusive: `the status shows another request (${nameOf(this.#last)})` };
    }
    return {
      expected: `${this.#operation}, which was accepted`,
      actual: `${last} for ${limitMs / 1000} s`,
    };
  }

  #pollAfter(end: OperationState, state: OperationState | undefined): Verdict | undefined {
    // Another request, or a status that is not kept, says nothing about the end.
    if (state?.operation !== this.#operation) return { end };
    if (textOf(state) !== textOf(end)) {
      return { expected: `${textOf(end)}, its end`, actual: `${textOf(state)} after its end` };
    }
    this.#pollsAfterEnd += 1;
    return this.#pollsAfterEnd < pollsAfterEnd ? undefined : { end };
  }
}

/** The name of an operation as the provider writes it. */
export function nameOf({ raw, operation }: OperationState): string {
  return raw?.operation ?? operation;
}

/** An operation and its status as the provider writes them. */
function textOf(state: OperationState | undefined): string {
  return state ? `${nameOf(state)} ${state.raw?.status ?? state.status}` : "an empty status";
}
