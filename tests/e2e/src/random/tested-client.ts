import { connect, type Operation, type Sbc, type WaitEvent } from "@asyncstatus/client";
import { describeOperationState, type OperationName } from "@asyncstatus/model";
import type { Listener } from "@asyncstatus/server";
import { type ObservedDevice, user } from "./observed-device.ts";
import type { RunRecord, Thrown } from "./record.ts";
import type { Scenario } from "./scenario.ts";

export const requestTimeoutMs = 600;

/** A request that the client has submitted. */
interface Submitted {
  readonly operation: Operation;
  readonly begunAtMs: number;
}

/** Our client, used as a scenario has it; all that it gives out is recorded. */
export class TestedClient {
  readonly #scenario: Scenario;
  readonly #listener: Listener;
  readonly #observed: ObservedDevice;
  readonly #record: RunRecord;
  #said = "";

  constructor(scenario: Scenario, listener: Listener, observed: ObservedDevice, record: RunRecord) {
    this.#scenario = scenario;
    this.#listener = listener;
    this.#observed = observed;
    this.#record = record;
  }

  /** Does the scenario's task, and closes. */
  async run(): Promise<void> {
    const { task, breaks, timeoutMs } = this.#scenario;
    let sbc = await this.#connect();
    if (!sbc) return;
    const submitted = await (task === "commit" ? this.#commit(sbc) : this.#one(sbc, task));
    if (submitted && breaks === "aborted and taken up again") {
      await this.#wait(submitted, timeoutMs);
    }
    if (submitted && breaks === "handed to another client") {
      const saved = JSON.stringify(submitted.operation);
      this.#record.given.push(saved);
      await this.#close(sbc);
      sbc = await this.#connect();
      if (!sbc) return;
      await this.#wait({ ...submitted, operation: sbc.attach(JSON.parse(saved)) }, timeoutMs);
    }
    await this.#close(sbc);
  }

  /** A connection in at most three tries, as anybody would. */
  async #connect(): Promise<Sbc | undefined> {
    const { version, tokenLifeMs, registrationMs } = this.#scenario;
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
          schedule: { firstMs: 5, longestMs: 40 },
        }),
      );
      if (sbc) return sbc;
    }
    return undefined;
  }

  async #one(sbc: Sbc, task: OperationName): Promise<Submitted | undefined> {
    const { waitForLockMs: waitMs } = this.#scenario;
    const lock = await this.#try("lock", () => sbc.lock({ waitMs, retryMs: 20 }));
    if (!lock) return undefined;
    const begunAtMs = this.#observed.now();
    const operation = await this.#try("submit", () => this.#submit(sbc, task));
    if (!operation) return undefined;
    const submitted = { operation, begunAtMs };
    await this.#wait(submitted, ...this.#patience());
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
    const [timeoutMs, signal] = this.#patience();
    let begunAtMs = this.#observed.now();
    let submitted: Submitted | undefined;
    const since = performance.now();
    await this.#try("commit", async () => {
      const result = await sbc.commit({
        waitForLockMs,
        waitForIdleMs,
        timeoutMs,
        ...(signal && { signal }),
        onOperation: (operation) => {
          submitted = { operation, begunAtMs };
        },
        onEvent: (_, event) => {
          if (submitted) this.#note(submitted, event);
          if (event.type === "ended") begunAtMs = this.#observed.now();
        },
      });
      this.#record.given.push(result);
      this.#record.tell(`client: commit: ${result.outcome}`);
      if (result.lockError) {
        const atMs = this.#observed.now();
        this.#record.thrown.push({ from: "release", error: result.lockError, atMs });
      }
    });
    // The requests before and between the waits have no deadline but their own.
    const limitMs = waitForLockMs + waitForIdleMs + timeoutMs + 15 * requestTimeoutMs;
    this.#record.waits.push({ what: "commit", tookMs: performance.now() - since, limitMs });
    return submitted;
  }

  /** How long the first wait is to take. */
  #patience(): [timeoutMs: number, signal?: AbortSignal] {
    const { breaks, breakAfterMs, timeoutMs } = this.#scenario;
    switch (breaks) {
      case "no":
        return [timeoutMs];
      case "aborted and taken up again":
        this.#record.signal = AbortSignal.timeout(breakAfterMs);
        return [timeoutMs, this.#record.signal];
      case "handed to another client":
        return [breakAfterMs];
    }
  }

  async #wait(submitted: Submitted, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    const since = performance.now();
    await this.#try("wait", async () => {
      const options = { timeoutMs, ...(signal && { signal }) };
      for await (const event of submitted.operation.events(options)) this.#note(submitted, event);
    });
    const what = `wait for ${submitted.operation.operation}`;
    this.#record.waits.push({ what, tookMs: performance.now() - since, limitMs: timeoutMs });
  }

  #note({ operation: { operation }, begunAtMs }: Submitted, event: WaitEvent): void {
    const { given, answers } = this.#record;
    given.push(event);
    const said = describe(event);
    if (said !== this.#said) this.#record.tell(`client: ${operation}: ${said}`);
    this.#said = said;
    if (event.type !== "ended") return;
    answers.push({
      operation,
      outcome: event.outcome,
      begunAtMs,
      saidAtMs: this.#observed.now(),
    });
  }

  async #close(sbc: Sbc): Promise<void> {
    await this.#try("close", () => sbc.close());
  }

  async #try<Value>(from: Thrown["from"], act: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await act();
    } catch (error) {
      const { given, thrown } = this.#record;
      given.push(error);
      thrown.push({ from, error, atMs: this.#observed.now() });
      this.#record.tell(`client: ${from} threw ${error}`);
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
        ...("why" in outcome && { why: outcome.why }),
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
