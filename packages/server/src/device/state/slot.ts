import {
  type AsyncStatusData,
  type OperationState,
  operationNameValuesNotIn,
  type RestVersion,
} from "@asyncstatus/model";
import type { Assumptions } from "../assumptions.ts";
import type { AsyncRequest, IssuedRequest } from "../async-request.ts";
import type { EventQueue } from "../event-queue.ts";
import type { BehaviorOf } from "../plan.ts";
import { Refusal } from "../refusal.ts";
import type { AsyncSlotState, End, SlotEntry, SlotEvent } from "../slot-state.ts";

/** What decides how the requests in the slot go. */
export interface AsyncSlotOptions {
  readonly agenda: Pick<EventQueue<SlotEvent>, "after">;
  readonly assumptions: Assumptions;
  readonly behavior: BehaviorOf;
  /** Does what was asked for, or says why that is impossible. */
  readonly carryOut: (request: AsyncRequest) => string | undefined;
  /** Told of each request that has ended. */
  readonly onEnd?: (request: IssuedRequest, end: End) => void;
}

/** The one place where the device shows an asynchronous request: the one issued last, by anybody. */
export class AsyncSlot {
  readonly #options: AsyncSlotOptions;
  /** Replaced as a whole by whatever changes it. */
  state: AsyncSlotState = { lastId: 0, entries: [] };

  constructor(options: AsyncSlotOptions) {
    this.#options = options;
  }

  /** What asyncstatus says. Empty where there is nothing to show. */
  get status(): AsyncStatusData {
    return this.#statusOf(this.#find(this.state.shown));
  }

  /** What asyncstatus says in a version, which may have no word for the request that is shown. */
  statusIn(version: RestVersion): AsyncStatusData {
    const { shown, shownButBackups } = this.state;
    const operation = this.#find(shown)?.request.operation;
    if (!operation || !operationNameValuesNotIn[version]?.includes(operation)) return this.status;
    const { backupInV1_0 } = this.#options.assumptions;
    return backupInV1_0 === "previous" ? this.#statusOf(this.#find(shownButBackups)) : {};
  }

  #statusOf(shown: SlotEntry | undefined): AsyncStatusData {
    if (!shown) return {};
    const { request, end, additionalInfo } = shown;
    return {
      operationState: this.#operationState(request.operation, end),
      ...(end && end.kind !== "cutShort" && additionalInfo && { additionalInfo }),
    };
  }

  /**
   * Takes a request.
   *
   * @throws {Refusal} `request-in-progress`, if a second request is refused.
   * @throws {RangeError} where the plan's duration is not a number of milliseconds, 0 or more.
   */
  issue(request: IssuedRequest): void {
    const { agenda, assumptions, behavior } = this.#options;
    const busy = this.#inProgress().length > 0;
    if (busy && assumptions.secondRequest === "refused") throw new Refusal("request-in-progress");
    const course = behavior(request);
    if (!(course.durationMs >= 0)) {
      throw new RangeError(`Expected a duration of 0 ms or more, got ${course.durationMs}.`);
    }
    const id = this.state.lastId + 1;
    const entry: SlotEntry = { id, request, ...course, registered: false };
    this.state = { ...this.state, lastId: id, entries: [...this.state.entries, entry] };
    if (!busy || assumptions.secondRequest === "replaces") this.#begin(entry, request.issuedAtMs);
    const shows: SlotEvent = { kind: "requestShows", id };
    agenda.after(request.issuedAtMs, assumptions.registrationDelay, shows);
  }

  /** Shows a request from before the device was begun, which has ended, or is yet to end. */
  show(request: IssuedRequest, how: End | { readonly endsIn: number }): void {
    const id = this.state.lastId + 1;
    const isOver = "kind" in how;
    const durationMs = isOver ? 0 : how.endsIn;
    const entry: SlotEntry = {
      id,
      request,
      durationMs,
      registered: true,
      ...(isOver && { end: how }),
    };
    this.state = { ...this.state, lastId: id, entries: [...this.state.entries, entry] };
    this.#show(id);
    if (!isOver) this.#begin(entry, request.issuedAtMs);
  }

  /** Lets happen what is due. */
  happen({ kind, id }: SlotEvent, now: number): void {
    switch (kind) {
      case "requestShows":
        this.#change(id, { registered: true });
        this.#show(id);
        break;
      case "requestEnds":
        this.#end(id, now);
        break;
      case "resultForgotten":
        if (this.state.shown === id) this.#showNothing();
        break;
    }
    this.#drop(({ end, registered }) => end !== undefined && registered);
  }

  /** Ends what is in progress without an effect; what was to happen to it is struck from the agenda. */
  cutShort(): void {
    const { onEnd } = this.#options;
    for (const { id, request } of this.#inProgress()) {
      this.#change(id, { end: { kind: "cutShort" } });
      onEnd?.(request, { kind: "cutShort" });
    }
    this.#drop(() => true);
  }

  /** Forgets what is shown, and shows nothing until the next request. */
  blank(): void {
    this.#showNothing();
  }

  #show(id: number): void {
    const isBackup = this.#find(id)?.request.operation === "backup";
    this.state = { ...this.state, shown: id, ...(!isBackup && { shownButBackups: id }) };
  }

  /** Drops what is over, but for what is shown. */
  #drop(isOver: (entry: SlotEntry) => boolean): void {
    const { entries, shown, shownButBackups } = this.state;
    const isKept = (one: SlotEntry) => one.id === shown || one.id === shownButBackups;
    this.state = { ...this.state, entries: entries.filter((one) => isKept(one) || !isOver(one)) };
  }

  #begin({ id, durationMs }: SlotEntry, now: number): void {
    this.#options.agenda.after(now, durationMs, { kind: "requestEnds", id });
  }

  #end(id: number, now: number): void {
    const { agenda, assumptions, carryOut, onEnd } = this.#options;
    const entry = this.#find(id);
    if (!entry) return;
    const reason = entry.fail ?? carryOut(entry.request);
    const end: End = reason === undefined ? { kind: "success" } : { kind: "fail", reason };
    this.#change(id, { end });
    agenda.after(now, assumptions.resultKept, { kind: "resultForgotten", id });
    const [next] = this.#inProgress();
    if (next && assumptions.secondRequest === "queued") this.#begin(next, now);
    onEnd?.(entry.request, end);
  }

  #inProgress(): readonly SlotEntry[] {
    return this.state.entries.filter(({ end }) => !end);
  }

  #find(id: number | undefined): SlotEntry | undefined {
    return this.state.entries.find((entry) => entry.id === id);
  }

  #change(id: number, changed: Partial<SlotEntry>): void {
    const entries = this.state.entries.map((one) => (one.id === id ? { ...one, ...changed } : one));
    this.state = { ...this.state, entries };
  }

  #showNothing(): void {
    const { lastId, entries } = this.state;
    this.state = { lastId, entries };
  }

  #operationState(operation: AsyncRequest["operation"], end: End | undefined): OperationState {
    switch (end?.kind) {
      case undefined:
        return { operation, status: "inProgress" };
      case "success":
        return { operation, status: "success" };
      case "fail":
        return { operation, status: "fail", errorMessage: end.reason };
      case "cutShort":
        return this.#options.assumptions.cutShortRequest === "fail"
          ? { operation, status: "fail", errorMessage: "The request was interrupted." }
          : { operation, status: "inProgress" };
    }
  }
}
