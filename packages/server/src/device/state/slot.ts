import {
  type AsyncStatusData,
  type OperationState,
  operationNameValuesNotIn,
  type RestVersion,
  type XmlContent,
} from "@asyncstatus/model";
import { escapeForbiddenCharacters } from "@asyncstatus/model/xml";
import type { Actor } from "../actor.ts";
import type { Assumptions } from "../assumptions.ts";
import { toMs } from "../duration.ts";
import type { EventQueue } from "../event-queue.ts";
import { Refusal } from "../refusal.ts";

/** An asynchronous request, with its operation under a given key. */
export type AsyncRequestOf<Key extends string> =
  | Readonly<Record<Key, "verify" | "save" | "activate">>
  | (Readonly<Record<Key, "restore">> & { readonly restoreSource: "running" | "saved" })
  | (Readonly<Record<Key, "restore">> & {
      readonly restoreSource: "backupFile";
      readonly filename: Filename;
    })
  | (Readonly<Record<Key, "backup">> & {
      readonly backupSource: "running" | "saved" | "editing";
      readonly filename: Filename;
    });

/**
 * @title a file name without slashes
 * @pattern ^[^/\\]+$
 * @maxLength 255
 */
type Filename = string;

/** An asynchronous request, in the terms of configuration/management. */
export type AsyncRequest = AsyncRequestOf<"operation">;

/** An asynchronous request that the device has accepted. */
export type IssuedRequest = AsyncRequest & {
  readonly by: Actor;
  /** By the device's clock. */
  readonly issuedAtMs: number;
};

/** The behavior of an asynchronous request. */
export interface RequestBehavior {
  /** The time it runs; `Infinity` is forever. */
  readonly durationMs: number;
  /** The reason for its failure, which changes nothing. */
  readonly fail?: string;
  /** Shown with its status once it has ended. */
  readonly additionalInfo?: XmlContent;
  /** A second run after its end, which changes nothing. */
  readonly again?: {
    readonly afterMs: number;
    readonly durationMs: number;
    readonly fail?: string;
  };
}

/** The end of a request. */
export type End =
  | { readonly kind: "success" }
  | { readonly kind: "fail"; readonly reason: string }
  /** A reboot or a switchover has ended it. */
  | { readonly kind: "interrupted" };

/** A scheduled event of a request. */
export interface SlotEvent {
  readonly kind:
    | "requestShows"
    | "verifyEnds"
    | "saveStarts"
    | "requestEnds"
    | "requestRunsAgain"
    | "resultForgotten";
  readonly id: number;
}

/** A request in the slot. */
interface SlotEntry extends RequestBehavior {
  readonly id: number;
  readonly request: IssuedRequest;
  /** True once it has been shown. */
  readonly registered: boolean;
  /** Absent while it is running or queued. */
  readonly end?: End;
  readonly endedAtMs?: number;
  /** The verify before a save, while asyncstatus shows it. */
  readonly verify?: { readonly end?: End; readonly endedAtMs?: number };
  /** True once it has had its effect. */
  readonly executed?: boolean;
}

/** The requests as plain data. */
export interface AsyncSlotState {
  readonly lastId: number;
  /** The ID of the request that asyncstatus shows. */
  readonly shown?: number;
  /** The ID of the latest shown request that is not a backup. */
  readonly shownButBackups?: number;
  /** The requests that are shown, still to be shown, or not ended, in the order of their issue. */
  readonly entries: readonly SlotEntry[];
}

// So that a flood of requests does not stop the simulation.
const maxRunning = 100;

export interface AsyncSlotOptions {
  readonly queue: Pick<EventQueue<SlotEvent>, "after">;
  readonly assumptions: Assumptions;
  /** The device's clock. */
  readonly now: () => number;
  /** The duration of the verify before a save, if a save verifies. */
  readonly verifyMs: number;
  readonly behavior: (request: IssuedRequest) => RequestBehavior;
  /** Executes a request. Returns the reason if it fails. */
  readonly execute: (request: AsyncRequest) => string | undefined;
  readonly onEnd?: (request: IssuedRequest, end: End) => void;
}

/**
 * The status slot: the one place where the device shows an asynchronous request, the most recent one
 * from any user.
 */
export class AsyncSlot {
  readonly #options: AsyncSlotOptions;
  /** Replaced as a whole by each change. */
  state: AsyncSlotState = { lastId: 0, entries: [] };

  constructor(options: AsyncSlotOptions) {
    this.#options = options;
  }

  /** The status that asyncstatus shows. Empty if there is no request to show. */
  get status(): AsyncStatusData {
    return this.#statusOf(this.#find(this.state.shown));
  }

  /** Returns the status in a REST version, which may lack the operation of the shown request. */
  statusIn(version: RestVersion): AsyncStatusData {
    const { shown, shownButBackups } = this.state;
    const operation = this.#find(shown)?.request.operation;
    if (!operation || !operationNameValuesNotIn[version]?.includes(operation)) return this.status;
    const { backupInV1_0 } = this.#options.assumptions;
    return backupInV1_0 === "previous" ? this.#statusOf(this.#find(shownButBackups)) : {};
  }

  #statusOf(shown: SlotEntry | undefined): AsyncStatusData {
    if (!shown) return {};
    const { request, end, additionalInfo, verify } = shown;
    if (verify && !end) return { operationState: this.#operationState("verify", verify) };
    return {
      operationState: this.#operationState(request.operation, shown),
      ...(end && end.kind !== "interrupted" && additionalInfo && { additionalInfo }),
    };
  }

  /**
   * Accepts a request.
   *
   * @throws {Refusal} `request-in-progress`, if a second request is refused.
   * @throws {RangeError} If the duration of its behavior is negative or not a number.
   */
  issue(request: IssuedRequest): void {
    const { queue, assumptions } = this.#options;
    const running = this.#running().length;
    const isBusy = running > 0;
    if (running >= maxRunning || (isBusy && assumptions.secondRequest === "refused")) {
      throw new Refusal("request-in-progress");
    }
    const behavior = this.#options.behavior(request);
    if (!(behavior.durationMs >= 0)) {
      throw new RangeError(`Expected a duration of 0 ms or more, got ${behavior.durationMs}.`);
    }
    const entry = this.#add({ request, ...behavior, registered: false });
    if (!isBusy || assumptions.secondRequest === "replaces") this.#start(entry, request.issuedAtMs);
    const delayMs = toMs(assumptions.registrationDelay);
    queue.after(request.issuedAtMs, delayMs, { kind: "requestShows", id: entry.id });
  }

  /** Shows a request from before the start of the device. */
  show(request: IssuedRequest, state: End | { readonly endsInMs: number }): void {
    const common = { request, registered: true };
    if ("kind" in state) {
      const endedAtMs = request.issuedAtMs;
      this.#show(this.#add({ ...common, durationMs: 0, end: state, endedAtMs }).id);
    } else {
      const entry = this.#add({ ...common, durationMs: state.endsInMs });
      this.#show(entry.id);
      this.#start(entry, request.issuedAtMs);
    }
  }

  /** Runs a scheduled event. */
  run({ kind, id }: SlotEvent, now: number): void {
    switch (kind) {
      case "requestShows":
        this.#change(id, { registered: true });
        this.#show(id);
        break;
      case "verifyEnds": {
        const reason = this.#options.execute({ operation: "verify" });
        this.#change(id, { verify: { end: endOf(reason), endedAtMs: now } });
        break;
      }
      case "saveStarts":
        this.#startSave(id, now);
        break;
      case "requestEnds":
        this.#end(id, now);
        break;
      case "requestRunsAgain":
        this.#runAgain(id, now);
        break;
      case "resultForgotten":
        if (this.state.shown === id) this.clear();
        break;
    }
    this.#drop(({ end, registered }) => end !== undefined && registered);
  }

  /** Ends all requests in progress without an effect. The caller cancels their events. */
  interrupt(): void {
    for (const { id, request } of this.#running()) {
      this.#change(id, { end: { kind: "interrupted" } });
      this.#options.onEnd?.(request, { kind: "interrupted" });
    }
    this.#drop(() => true);
  }

  /** Shows nothing until the next request. */
  clear(): void {
    const { lastId, entries } = this.state;
    this.state = { lastId, entries };
  }

  #add(request: Omit<SlotEntry, "id">): SlotEntry {
    const entry = { id: this.state.lastId + 1, ...request };
    this.state = { ...this.state, lastId: entry.id, entries: [...this.state.entries, entry] };
    return entry;
  }

  #show(id: number): void {
    const isBackup = this.#find(id)?.request.operation === "backup";
    this.state = { ...this.state, shown: id, ...(!isBackup && { shownButBackups: id }) };
  }

  /** Drops the matching entries that are not shown. */
  #drop(matches: (entry: SlotEntry) => boolean): void {
    const { entries, shown, shownButBackups } = this.state;
    const isShown = ({ id }: SlotEntry) => id === shown || id === shownButBackups;
    this.state = { ...this.state, entries: entries.filter((one) => isShown(one) || !matches(one)) };
  }

  #start({ id, durationMs, request }: SlotEntry, now: number): void {
    const { queue, assumptions, verifyMs } = this.#options;
    if (request.operation === "save" && assumptions.saveVerifies === "verifyFirst") {
      this.#change(id, { verify: {} });
      // The end of the verify is shown for a while.
      queue.after(now, verifyMs / 2, { kind: "verifyEnds", id });
      queue.after(now, verifyMs, { kind: "saveStarts", id });
      return;
    }
    queue.after(now, durationMs, { kind: "requestEnds", id });
  }

  #startSave(id: number, now: number): void {
    const entry = this.#find(id);
    if (!entry) return;
    const { verify: _, ...save } = entry;
    this.#replace(save);
    this.#options.queue.after(now, save.durationMs, { kind: "requestEnds", id });
  }

  #runAgain(id: number, now: number): void {
    const entry = this.#find(id);
    if (!entry?.again) return;
    const { end: _, endedAtMs: _at, again, ...rest } = entry;
    const { durationMs, fail } = again;
    this.#replace({ ...rest, durationMs, ...(fail !== undefined && { fail }) });
    this.#options.queue.after(now, durationMs, { kind: "requestEnds", id });
  }

  #end(id: number, now: number): void {
    const { queue, assumptions, execute, onEnd } = this.#options;
    const entry = this.#find(id);
    if (!entry) return;
    const reason = entry.fail ?? (entry.executed ? undefined : execute(entry.request));
    const end = endOf(reason);
    this.#change(id, { end, endedAtMs: now, executed: true });
    if (entry.again) queue.after(now, entry.again.afterMs, { kind: "requestRunsAgain", id });
    queue.after(now, toMs(assumptions.resultExpires), { kind: "resultForgotten", id });
    const [next] = this.#running();
    if (next && assumptions.secondRequest === "queued") this.#start(next, now);
    onEnd?.(entry.request, end);
  }

  /** The requests that have not ended, queued ones included. */
  #running(): readonly SlotEntry[] {
    return this.state.entries.filter(({ end }) => !end);
  }

  #find(id: number | undefined): SlotEntry | undefined {
    return this.state.entries.find((entry) => entry.id === id);
  }

  #change(id: number, changed: Partial<SlotEntry>): void {
    const entry = this.#find(id);
    if (entry) this.#replace({ ...entry, ...changed });
  }

  #replace(entry: SlotEntry): void {
    const entries = this.state.entries.map((one) => (one.id === entry.id ? entry : one));
    this.state = { ...this.state, entries };
  }

  #operationState(
    operation: AsyncRequest["operation"],
    { end, endedAtMs }: Pick<SlotEntry, "end" | "endedAtMs">,
  ): OperationState {
    switch (end?.kind) {
      case undefined:
        return { operation, status: "inProgress" };
      case "success":
        return { operation, status: "success" };
      case "fail":
        return { operation, status: "fail", errorMessage: this.#textOf(end.reason, endedAtMs) };
      case "interrupted":
        return this.#options.assumptions.interruptedRequest === "fail"
          ? { operation, status: "fail", errorMessage: "The request was interrupted." }
          : { operation, status: "inProgress" };
    }
  }

  #textOf(reason: string, endedAtMs: number | undefined): string {
    const { assumptions, now } = this.#options;
    const text = escapeForbiddenCharacters(reason);
    if (endedAtMs === undefined || assumptions.failureText === "fixed") return text;
    return `${text} (${Math.floor((now() - endedAtMs) / 1000)} s ago)`;
  }
}

function endOf(failure: string | undefined): End {
  return failure === undefined ? { kind: "success" } : { kind: "fail", reason: failure };
}
