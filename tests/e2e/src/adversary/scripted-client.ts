import {
  type ConnectOptions,
  connect,
  type Operation,
  type Outcome,
  type Sbc,
  type WaitEvent,
} from "@asyncstatus/client";
import { describeOperationState, type OperationName } from "@asyncstatus/model";
import { runCall } from "./call.ts";
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
}

/** An operation that a client submitted or resumed. */
export interface Submitted {
  readonly call: ClientCall;
  readonly operation: Operation;
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
  #sbc: Sbc | undefined;
  #lastLine = "";

  constructor(context: ClientContext, session: number) {
    this.#context = context;
    this.session = session;
  }

  /**
   * Logs in, in several attempts.
   *
   * @param skewMs The difference of the computer's clock.
   * @param earlier The serialized operations that earlier sessions left.
   */
  async connect(skewMs = 0, earlier: readonly unknown[] = []): Promise<boolean> {
    const { clock, network, random } = this.#context;
    const ownClock: ConnectOptions["clock"] = {
      now: () => clock.now(),
      date: () => new Date(clock.now() + skewMs),
      sleep: (ms, signal) => clock.sleep(ms, signal),
      after: (ms, callback) => clock.after(ms, callback),
    };
    const unknownOptions: object = { earlier };
    for (let attempt = 0; attempt < 4 && !this.#sbc; attempt += 1) {
      if (attempt > 0) await clock.sleep(10_000);
      this.#sbc = await this.#try("connect", undefined, () =>
        connect({
          host: "192.0.2.1",
          credentials: { user: "admin", password: "secret" },
          transport: network.connect(this.session),
          clock: ownClock,
          random: () => random.next(),
          requestTimeoutMs,
          ...unknownOptions,
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
    const options = { waitForIdleMs, ...(signal && { signal }) };
    const call = this.#begin([operation], Number.POSITIVE_INFINITY);
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
    return submitted && { call, operation: submitted };
  }

  /** Waits for the outcome of an operation. */
  async wait(
    { call, operation }: Submitted,
    { timeoutMs, signal }: CallLimits,
  ): Promise<Outcome | undefined> {
    const { clock, record, random, profile } = this.#context;
    const limitMs = timeoutMs ?? random.magnitude(profile.timeoutMs);
    const deadlineMs = clock.now() + limitMs;
    const outcome = await this.#try("wait", call, () =>
      operation.wait({
        timeoutMs: limitMs,
        onEvent: (event) => this.#note(operation.operation, event),
        ...(signal && { signal }),
      }),
    );
    record.limits.push({ from: "wait", deadlineMs, endedAtMs: clock.now() });
    if (outcome) this.#report(call, operation.operation, outcome);
    return outcome;
  }

  /** Commits, and returns the last operation that it submitted. */
  async commit({ timeoutMs, signal }: CallLimits = {}): Promise<Submitted | undefined> {
    const { clock, record, random, profile } = this.#context;
    const limitMs = timeoutMs ?? random.magnitude(profile.timeoutMs) * 3;
    const waitForLockMs = random.between(profile.waitForLockMs);
    const waitForIdleMs = random.between(profile.waitForIdleMs);
    const deadlineMs = clock.now() + limitMs + waitForLockMs;
    const call = this.#begin(steps, deadlineMs);
    let last: Submitted | undefined;
    const result = await this.#try("commit", call, (sbc) =>
      sbc.commit({
        waitForLockMs,
        waitForIdleMs,
        timeoutMs: limitMs,
        ...(signal && { signal }),
        onOperation: (operation) => {
          last = { call, operation };
        },
        onEvent: (step, event) => {
          this.#note(step, event);
          if (event.type === "ended") this.#report(call, step, event.outcome);
        },
      }),
    );
    record.limits.push({ from: "commit", deadlineMs, endedAtMs: clock.now() });
    if (result?.lockError) this.#throw("release", call, result.lockError);
    if (result?.error) this.#context.log(`session ${this.session}: commit: ${result.error}`);
    if (result) this.#context.log(`session ${this.session}: commit: ${result.outcome}`);
    if (result?.outcome === "committed") record.committed.push(call);
    return last;
  }

  /** Resumes an operation that another session submitted. */
  async attach(call: ClientCall, saved: unknown): Promise<Submitted | undefined> {
    const operation = await this.#try("attach", call, async (sbc) => sbc.attach(saved));
    return operation && { call, operation };
  }

  /** Releases the lock and closes the session. */
  async close(): Promise<void> {
    await this.#try("close", undefined, (sbc) => sbc.close());
  }

  #begin(operations: readonly OperationName[], deadlineMs: number): ClientCall {
    const { record, clock } = this.#context;
    const id = record.calls.length + 1;
    const call = { id, session: this.session, operations, startedAtMs: clock.now(), deadlineMs };
    record.calls.push(call);
    return call;
  }

  #note(operation: OperationName, event: WaitEvent): void {
    if (event.type === "lock-lost") this.#context.record.lockReported.add(this.session);
    const line =
      event.type === "progress"
        ? `${event.attribution}: ${describeOperationState(event.operationState)} (${event.reason})`
        : event.type;
    if (line !== this.#lastLine) {
      this.#context.log(`session ${this.session}: ${operation}: ${line}`);
      this.#lastLine = line;
    }
  }

  #report(call: ClientCall, operation: OperationName, outcome: Outcome): void {
    const { clock, record, device, log } = this.#context;
    const runningVersion = device.versions.running;
    record.outcomes.push({ call, operation, outcome, atMs: clock.now(), runningVersion });
    const { evidence, ...rest } = outcome;
    log(
      `session ${this.session}: call ${call.id}: ${JSON.stringify(rest)}, baseline ${JSON.stringify(evidence.baseline)}, versions ${JSON.stringify(evidence.versions)}`,
    );
  }

  async #try<Value>(
    from: string,
    call: ClientCall | undefined,
    run: (sbc: Sbc) => Promise<Value>,
  ): Promise<Value | undefined> {
    if (!this.#sbc && from !== "connect") return undefined;
    try {
      // `connect` does not use its argument.
      const sbc = this.#sbc as Sbc;
      return await (call ? runCall(call.id, () => run(sbc)) : run(sbc));
    } catch (error) {
      this.#throw(from, call, error);
      return undefined;
    }
  }

  #throw(from: string, call: ClientCall | undefined, error: unknown): void {
    const { clock, record, log } = this.#context;
    record.thrown.push({ from, call, error, atMs: clock.now() });
    record.noteError(this.session, from, error);
    log(`session ${this.session}: ${from} throws ${error}`);
  }
}
