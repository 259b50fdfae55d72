import { connect, type Operation, type Sbc, type WaitEvent } from "@asyncstatus/client";
import { describeOperationState, type OperationName } from "@asyncstatus/model";
import type { Listener } from "@asyncstatus/server";
import { type ObservedDevice, user } from "./observed-device.ts";
import type { RunRecord, Thrown } from "./run-record.ts";
import type { Scenario } from "./scenario.ts";

export const requestTimeoutMs = 600;

/** Operation that the client submitted. */
interface Submitted {
  readonly operation: Operation;
  readonly startedAtMs: number;
}

/** Client that runs the task of a scenario and records its output. */
export class TestedClient {
  readonly #scenario: Scenario;
  readonly #listener: Listener;
  readonly #observed: ObservedDevice;
  readonly #record: RunRecord;
  #lastLine = "";

  constructor(scenario: Scenario, listener: Listener, observed: ObservedDevice, record: RunRecord) {
    this.#scenario = scenario;
    this.#listener = listener;
    this.#observed = observed;
    this.#record = record;
  }

  /** Runs the scenario's task. */
  async run(): Promise<void> {
    const { task, waitBreak, timeoutMs } = this.#scenario;
    let sbc = await this.#connect();
    if (!sbc) return;
    const submitted = await (task === "commit" ? this.#commit(sbc) : this.#runOne(sbc, task));
    if (submitted && waitBreak === "aborted, resumed") {
      await this.#wait(submitted, timeoutMs);
    }
    if (submitted && waitBreak === "resumed by another client") {
      const saved = JSON.stringify(submitted.operation);
      this.#record.output.push(saved);
      await this.#close(sbc);
      sbc = await this.#connect();
      if (!sbc) return;
      await this.#wait({ ...submitted, operation: sbc.attach(JSON.parse(saved)) }, timeoutMs);
    }
    await this.#close(sbc);
  }

  /** Connects in at most three attempts. */
  async #connect(): Promise<Sbc | undefined> {
    const { version, tokenLifeMs, registrationMs, statusLagMs } = this.#scenario;
    const { url, fingerprint256 } = this.#listener;
    for (let tries = 0; tries < 3; tries++) {
      const sbc = await this.#try("connect", () =>
        connect({
          host: url,
          version,
          credentials: { user: user.name, password: user.password },
          tls: { fingerprint256 },
          requestTimeoutMs,
          tokenLifetimeMs: tokenLifeMs,
          registrationMs,
          statusLagMs,
          schedule: { firstMs: 5, longestMs: 40 },
        }),
      );
      if (sbc) return sbc;
    }
    return undefined;
  }

  async #runOne(sbc: Sbc, task: OperationName): Promise<Submitted | undefined> {
    const { waitForLockMs: waitMs } = this.#scenario;
    const lock = await this.#try("lock", () => sbc.lock({ waitMs, retryMs: 20 }));
    if (!lock) return undefined;
    const startedAtMs = this.#observed.now();
    const operation = await this.#try("submit", () => this.#submit(sbc, task));
    if (!operation) return undefined;
    const submitted = { operation, startedAtMs };
    await this.#wait(submitted, ...this.#firstWait());
    return submitted;
  }

  #submit(sbc: Sbc, task: OperationName): Promise<Operation> {
    const { waitForIdleMs } = this.#scenario;
    switch (task) {
      case "verify":
        return sbc.verify({ waitForIdleMs });
      case "save":
        return sbc.save({ waitForIdleMs });
      case "activate":
        return sbc.activate({ waitForIdleMs });
      case "backup":
        return sbc.backup({ waitForIdleMs, source: "running", filename: "ours" });
      case "restore":
        return sbc.restore({ waitForIdleMs, source: "saved" });
    }
  }

  async #commit(sbc: Sbc): Promise<Submitted | undefined> {
    const { waitForLockMs, waitForIdleMs } = this.#scenario;
    const [timeoutMs, signal] = this.#firstWait();
    let startedAtMs = this.#observed.now();
    let submitted: Submitted | undefined;
    const since = performance.now();
    await this.#try("commit", async () => {
      const result = await sbc.commit({
        waitForLockMs,
        waitForIdleMs,
        timeoutMs,
        ...(signal && { signal }),
        onOperation: (operation) => {
          submitted = { operation, startedAtMs };
        },
        onEvent: (_, event) => {
          if (submitted) this.#recordEvent(submitted, event);
          if (event.type === "ended") startedAtMs = this.#observed.now();
        },
      });
      this.#record.output.push(result);
      this.#record.log(`client: commit: ${result.outcome}`);
      if (result.lockError) {
        const atMs = this.#observed.now();
        this.#record.thrown.push({ from: "release", error: result.lockError, atMs });
      }
    });
    // Requests outside the waits have only their own timeout.
    const limitMs = waitForLockMs + waitForIdleMs + timeoutMs + 15 * requestTimeoutMs;
    this.#record.waits.push({ what: "commit", tookMs: performance.now() - since, limitMs });
    return submitted;
  }

  /** Returns the timeout and the signal of the first wait. */
  #firstWait(): [timeoutMs: number, signal?: AbortSignal] {
    const { waitBreak, waitBreakAfterMs, timeoutMs } = this.#scenario;
    switch (waitBreak) {
      case "none":
        return [timeoutMs];
      case "aborted, resumed":
        this.#record.signal = AbortSignal.timeout(waitBreakAfterMs);
        return [timeoutMs, this.#record.signal];
      case "resumed by another client":
        return [waitBreakAfterMs];
    }
  }

  async #wait(submitted: Submitted, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    const since = performance.now();
    await this.#try("wait", async () => {
      const options = { timeoutMs, ...(signal && { signal }) };
      for await (const event of submitted.operation.events(options))
        this.#recordEvent(submitted, event);
    });
    const what = `wait for ${submitted.operation.operation}`;
    this.#record.waits.push({ what, tookMs: performance.now() - since, limitMs: timeoutMs });
  }

  #recordEvent({ operation: { operation }, startedAtMs }: Submitted, event: WaitEvent): void {
    const { output, outcomes } = this.#record;
    output.push(event);
    const line = describe(event);
    if (line !== this.#lastLine) this.#record.log(`client: ${operation}: ${line}`);
    this.#lastLine = line;
    if (event.type !== "ended") return;
    outcomes.push({
      operation,
      outcome: event.outcome,
      startedAtMs,
      reportedAtMs: this.#observed.now(),
    });
  }

  async #close(sbc: Sbc): Promise<void> {
    await this.#try("close", () => sbc.close());
  }

  async #try<Value>(from: Thrown["from"], run: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await run();
    } catch (error) {
      const { output, thrown } = this.#record;
      output.push(error);
      thrown.push({ from, error, atMs: this.#observed.now() });
      this.#record.log(`client: ${from} threw ${error}`);
      return undefined;
    }
  }
}

function describe(event: WaitEvent): string {
  switch (event.type) {
    case "progress":
      return `${event.attribution}: ${describeOperationState(event.operationState)} (${event.reason})`;
    case "poll-failed":
    case "renewal-failed":
      return `${event.type}: ${event.error.message}`;
    case "foreign-link":
      return `${event.type}: ${event.link}`;
    case "ended": {
      const { outcome } = event;
      const details = {
        ...("confidence" in outcome && { confidence: outcome.confidence }),
        ...("versionEvidence" in outcome && { versionEvidence: outcome.versionEvidence }),
        ...("reason" in outcome && { reason: outcome.reason }),
        ...("errorMessage" in outcome && { errorMessage: outcome.errorMessage }),
        versions: outcome.evidence.versions,
        baseline: outcome.evidence.baseline,
      };
      return `ended: ${outcome.outcome} ${JSON.stringify(details)}`;
    }
    case "reconnected":
    case "token-renewed":
    case "lock-lost":
      return event.type;
  }
}
