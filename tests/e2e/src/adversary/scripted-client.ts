import {
  connect,
  type Operation,
  type Outcome,
  type SavedOperation,
  type Sbc,
  type WaitEvent,
} from "@asyncstatus/client";
import { describeOperationState, type OperationName } from "@asyncstatus/model";
import { runCall } from "./call.ts";
import { ComputerClock, type Suspension } from "./computer-clock.ts";
import type { EventClock } from "./event-clock.ts";
import type { Profile } from "./profile.ts";
import type { Random } from "./random.ts";
import type { ClientCall, ScenarioRecord } from "./scenario-record.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";
import type { SimulatedSbc } from "./simulated-sbc.ts";

export const requestTimeoutMs = 30_000;

/** The parts of a scenario that a client uses. */
export interface ClientContext {
  readonly clock: EventClock;
  readonly device: SimulatedSbc;
  readonly network: SimulatedNetwork;
  readonly profile: Profile["client"];
  readonly random: Random;
  readonly record: ScenarioRecord;
  readonly log: (text: string) => void;
  /** The suspension of the computer of the first session. */
  readonly suspension: Suspension | undefined;
}

/** An operation that a client submitted or resumed. */
export interface Submitted {
  readonly call: ClientCall;
  readonly operation: Operation;
}

/** A serialized operation whose outcome is not known. */
export interface SavedByCall {
  readonly call: ClientCall;
  readonly saved: SavedOperation;
}

/** Options of the calls of a {@link ScriptedClient}. */
export interface CallLimits {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const steps = ["verify", "save", "activate"] as const;

/** A session of the client under test. Errors of the client are recorded, not thrown. */
export class ScriptedClient {
  readonly session: number;
  readonly #context: ClientContext;
  readonly #computer: ComputerClock;
  #sbc: Sbc | undefined;
  #lastLine = "";
  #left: SavedByCall | undefined;

  /** @param skewMs The difference of the computer's clock. */
  constructor(context: ClientContext, session: number, skewMs = 0) {
    const { clock, suspension } = context;
    this.#context = context;
    this.session = session;
    this.#computer = new ComputerClock(clock, skewMs, session === 1 ? suspension : undefined);
  }

  /** The last submission, unless its outcome is known. */
  get left(): SavedByCall | undefined {
    return this.#left;
  }

  /**
   * Logs in, in several attempts.
   *
   * @param earlier The serialized operations that earlier sessions left.
   */
  async connect(earlier: readonly SavedOperation[] = []): Promise<boolean> {
    const { clock, network, profile, random } = this.#context;
    for (let attempt = 0; attempt < 4 && !this.#sbc; attempt += 1) {
      if (attempt > 0) await clock.sleep(10_000);
      this.#sbc = await this.#record("connect", undefined, () =>
        connect({
          host: "192.0.2.1",
          credentials: { user: "admin", password: "secret" },
          transport: network.connect(this.session, this.#computer),
          clock: this.#computer,
          random: () => random.next(),
          requestTimeoutMs,
          statusLagMs: profile.statusLagMs,
          earlier,
        }),
      );
    }
    return this.#sbc !== undefined;
  }

  /** Acquires the lock. */
  async lock(signal?: AbortSignal): Promise<boolean> {
    const waitMs = this.#context.random.between(this.#context.profile.waitForLockMs);
    const lock = await this.#try("lock", undefined, (sbc) =>
      sbc.lock({ waitMs, ...(signal && { signal }) }),
    );
    return lock !== undefined;
  }

  /** Submits a request. */
  async submit(
    operation: OperationName,
    { signal }: CallLimits = {},
  ): Promise<Submitted | undefined> {
    const { random, profile } = this.#context;
    const waitForIdleMs = random.between(profile.waitForIdleMs);
    const call = this.#begin([operation], Number.POSITIVE_INFINITY);
    const options = {
      waitForIdleMs,
      ...(signal && { signal }),
      onSubmitting: (saved: SavedOperation) => this.#leave(call, saved),
    };
    const submitted = await this.#try("submit", call, (sbc) => {
      switch (operation) {
        case "backup":
          return sbc.backup({ ...options, source: "running", filename: `file-${call.id}` });
        case "restore":
          return sbc.restore({ ...options, source: "saved" });
        default:
          return sbc[operation](options);
      }
    });
    if (!submitted) return undefined;
    this.#leave(call, submitted);
    return { call, operation: submitted };
  }

  /** Waits for the outcome of an operation. */
  async wait(
    { call, operation }: Submitted,
    { timeoutMs, signal }: CallLimits = {},
  ): Promise<Outcome | undefined> {
    const { random, profile } = this.#context;
    const limitMs = timeoutMs ?? random.magnitude(profile.timeoutMs);
    const outcome = await this.#limited("wait", limitMs, () =>
      this.#try("wait", call, () =>
        operation.wait({
          timeoutMs: limitMs,
          onEvent: (event) => this.#note(operation.operation, event),
          ...(signal && { signal }),
        }),
      ),
    );
    if (outcome) this.#report(call, operation.operation, outcome);
    return outcome;
  }

  /** Makes the editing configuration the running one. */
  async commit({ timeoutMs, signal }: CallLimits = {}): Promise<void> {
    const { record, random, profile, log } = this.#context;
    const limitMs = timeoutMs ?? random.magnitude(profile.timeoutMs) * 3;
    const waitForLockMs = random.between(profile.waitForLockMs);
    const waitForIdleMs = random.between(profile.waitForIdleMs);
    const minimumConfidence = random.pick(["documented", "documented", "proven"] as const);
    const call = this.#begin(steps, this.#computer.now() + limitMs, minimumConfidence);
    const result = await this.#limited("commit", limitMs, () =>
      this.#try("commit", call, (sbc) =>
        sbc.commit({
          waitForLockMs,
          waitForIdleMs,
          timeoutMs: limitMs,
          minimumConfidence,
          ...(signal && { signal }),
          onSubmitting: (saved) => this.#leave(call, saved),
          onOperation: (operation) => this.#leave(call, operation),
          onEvent: (step, event) => {
            this.#note(step, event);
            if (event.type === "ended") this.#report(call, step, event.outcome);
          },
        }),
      ),
    );
    if (!result) return;
    log(`session ${this.session}: commit: ${result.outcome} ${result.error ?? ""}`);
    if (result.lockError) this.#throw("release", call, result.lockError);
    if (result.outcome === "succeeded") record.committed.push(call);
  }

  /** Determines the outcome of an operation that another session submitted, under a lock. */
  async settle({ call, saved }: SavedByCall): Promise<void> {
    const { random, profile } = this.#context;
    const waitForLockMs = random.between(profile.waitForLockMs);
    const waitForIdleMs = random.between(profile.waitForIdleMs);
    const timeoutMs = random.magnitude(profile.timeoutMs);
    const outcome = await this.#try("settle", call, (sbc) =>
      sbc.settle(saved, { waitForLockMs, waitForIdleMs, timeoutMs }),
    );
    if (outcome) this.#report(call, saved.state.operation, outcome);
  }

  /** Waits for the outcome of an operation that another session submitted. */
  async resume({ call, saved }: SavedByCall): Promise<void> {
    const operation = await this.#try("attach", call, async (sbc) => sbc.attach(saved));
    if (operation) await this.wait({ call, operation });
  }

  /** Notes if a call released the lock that this session acquired before. */
  noteReleasedLock(): void {
    const { device, record, log } = this.#context;
    if (!device.unlocked.has(this.session)) return;
    record.releasedEarly.add(this.session);
    log(`session ${this.session}: the lock was released by another call`);
  }

  /** Releases the lock and closes the session. */
  async close(): Promise<void> {
    await this.#try("close", undefined, (sbc) => sbc.close());
  }

  #begin(
    operations: readonly OperationName[],
    deadlineMs: number,
    minimumConfidence: ClientCall["minimumConfidence"] = "documented",
  ): ClientCall {
    const { calls } = this.#context.record;
    const { session } = this;
    const call = { id: calls.length + 1, session, operations, deadlineMs, minimumConfidence };
    calls.push(call);
    return call;
  }

  /** Notes an operation, as another process could read it from a file. */
  #leave(call: ClientCall, operation: SavedOperation | Operation): void {
    // `JSON.stringify` calls `toJSON` of an operation.
    this.#left = { call, saved: JSON.parse(JSON.stringify(operation)) as SavedOperation };
  }

  #note(operation: OperationName, event: WaitEvent): void {
    if (event.type === "lock-lost") this.#context.record.lockReported.add(this.session);
    const line =
      event.type === "progress"
        ? `${event.attribution}: ${describeOperationState(event.operationState)} (${event.reason})`
        : event.type;
    if (line === this.#lastLine) return;
    this.#context.log(`session ${this.session}: ${operation}: ${line}`);
    this.#lastLine = line;
  }

  #report(call: ClientCall, operation: OperationName, outcome: Outcome): void {
    const { clock, record, device, log } = this.#context;
    const runningVersion = device.versions.running;
    record.outcomes.push({ call, operation, outcome, atMs: clock.now(), runningVersion });
    const isFinal = outcome.outcome !== "timed-out" && outcome.outcome !== "aborted";
    if (isFinal && this.#left?.call === call) this.#left = undefined;
    const { evidence, ...rest } = outcome;
    const { baseline, versions } = evidence;
    log(
      `session ${this.session}: call ${call.id}: ${JSON.stringify(rest)}, ` +
        `baseline ${JSON.stringify(baseline)}, versions ${JSON.stringify(versions)}`,
    );
  }

  async #limited<Value>(from: string, ms: number, run: () => Promise<Value>): Promise<Value> {
    const deadlineMs = this.#computer.now() + ms;
    const value = await run();
    this.#context.record.limits.push({ from, deadlineMs, endedAtMs: this.#computer.now() });
    return value;
  }

  #try<Value>(
    from: string,
    call: ClientCall | undefined,
    run: (sbc: Sbc) => Promise<Value>,
  ): Promise<Value | undefined> {
    const sbc = this.#sbc;
    if (!sbc) throw new Error(`session ${this.session} is not connected`);
    return this.#record(from, call, () => run(sbc));
  }

  async #record<Value>(
    from: string,
    call: ClientCall | undefined,
    run: () => Promise<Value>,
  ): Promise<Value | undefined> {
    try {
      return await (call ? runCall(call.id, run) : run());
    } catch (error) {
      this.#throw(from, call, error);
      return undefined;
    }
  }

  #throw(from: string, call: ClientCall | undefined, error: unknown): void {
    const { clock, device, record, log } = this.#context;
    const { session } = this;
    const holdsLock = device.lockSession === session;
    record.thrown.push({ from, call, error, atMs: clock.now(), holdsLock });
    record.noteError(session, from, error);
    log(`session ${this.session}: ${from} throws ${error}`);
  }
}
