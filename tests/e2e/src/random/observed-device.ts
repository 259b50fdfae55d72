import type { OperationName } from "@asyncstatus/model";
import { Device, type DeviceEvent, Refusal } from "@asyncstatus/server";
import type { ActualResult } from "../world.ts";
import type { Course, OtherRequest, Scenario } from "./scenario.ts";

export const user = { name: "admin", password: "canary-in-the-mine", administrator: true };

/** Asynchronous request that the device accepted. */
export interface AcceptedRequest {
  readonly by: "client" | "ACLI";
  readonly operation: OperationName;
  readonly atMs: number;
  /** Time of its end, unless the system goes down before. */
  readonly endsAtMs: number;
  /** Error message, if it fails. */
  readonly reason: string | undefined;
}

// More than a day, so that a reboot shows in the uptime, which has whole seconds.
const uptimeMs = 100_000_000;

/** Device that records the actual results of its requests. */
export class ObservedDevice {
  readonly device: Device;
  readonly accepted: AcceptedRequest[] = [];
  /** All tokens that were issued. */
  readonly tokens: string[] = [];
  /** Called when the client's first request is accepted. */
  onFirstRequest: () => void = () => {};
  readonly #scenario: Scenario;
  readonly #log: (line: string) => void;
  #downAtMs = Number.POSITIVE_INFINITY;
  #uptimeMs = 0;
  /** Course of the next request of the command line. */
  #next: Course = { durationMs: 0, fails: false };

  constructor(
    scenario: Scenario,
    log: (line: string) => void,
    onFault: (event: DeviceEvent & { readonly kind: "fault" }) => void,
  ) {
    this.#scenario = scenario;
    this.#log = log;
    const { assumptions, tokenLifeMs, courses } = scenario;
    this.device = new Device({
      users: [user],
      clock: { now: () => this.now() },
      peerName: "peer",
      durations: { token: tokenLifeMs, rebootDelay: 5, boot: 40, switchover: 5 },
      assumptions,
      faults: scenario.faults,
      onEvent: (event) => event.kind === "fault" && onFault(event),
      randomBytes: (length) => {
        const bytes = crypto.getRandomValues(new Uint8Array(length));
        // A part of the token, in Base64.
        this.tokens.push(Buffer.from(bytes.subarray(1)).toString("base64").slice(0, 40));
        return bytes;
      },
      behavior: ({ by, operation, issuedAtMs: atMs }) => {
        const user = typeof by === "string" ? "ACLI" : "client";
        const { durationMs, fails } = user === "client" ? courses[operation] : this.#next;
        const reason = fails ? `${operation} refused, ${this.accepted.length}` : undefined;
        const first = user === "client" && !this.accepted.some(({ by }) => by === "client");
        this.accepted.push({ by: user, operation, atMs, endsAtMs: atMs + durationMs, reason });
        log(`device: ${operation} by ${user} for ${durationMs} ms${fails ? ", will fail" : ""}`);
        if (first) this.onFirstRequest();
        return { durationMs, ...(reason !== undefined && { fail: reason }) };
      },
    });
    this.#prepare();
  }

  now(): number {
    return this.#uptimeMs + performance.now();
  }

  /** Returns the current result of a request. */
  resultOf({ atMs, endsAtMs, reason }: AcceptedRequest): ActualResult {
    const now = this.now();
    if (atMs <= this.#downAtMs && this.#downAtMs <= Math.min(now, endsAtMs)) return "interrupted";
    if (now < endsAtMs) return "in progress";
    return reason === undefined ? "succeeded" : "failed";
  }

  lockHolder(): "none" | "ACLI" | "client" {
    try {
      this.device.requireLock("ACLI");
      return "ACLI";
    } catch (error) {
      return error instanceof Refusal && error.code === "locked-by-another" ? "client" : "none";
    }
  }

  /** Issues a request of the command line, unless the device refuses it. */
  issue({ operation, course }: Pick<OtherRequest, "operation" | "course">): void {
    const { device } = this;
    this.#next = course;
    this.#try(operation, () => {
      if (!this.#scenario.ignoresLock) device.lock("ACLI");
      device.issue(
        operation === "backup"
          ? { operation, backupSource: "running", filename: `acli-${this.accepted.length}` }
          : operation === "restore"
            ? { operation, restoreSource: "saved" }
            : operation,
        { by: "ACLI" },
      );
    });
  }

  /** Releases the lock of the command line, if it holds it. */
  unlock(): void {
    this.#try("unlock", () => this.device.unlock("ACLI"));
  }

  interrupt(kind: "reboot" | "switchover"): void {
    this.#try(kind, () => {
      if (kind === "switchover") return this.device.switchOver();
      this.device.reboot();
      this.#downAtMs = this.now() + 5;
    });
  }

  #prepare(): void {
    const { changes, history, lockedMs } = this.#scenario;
    if (changes.saved) {
      this.device.edit();
      this.issue({ operation: "save", course: { durationMs: 0, fails: false } });
    }
    for (const { operation, fails } of history) {
      this.issue({ operation, course: { durationMs: 0, fails } });
    }
    this.unlock();
    this.#uptimeMs = uptimeMs;
    if (changes.unsaved) this.device.edit();
    if (lockedMs > 0) this.device.lock("ACLI");
  }

  #try(name: string, run: () => void): void {
    try {
      run();
      this.#log(`ACLI: ${name}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#log(`ACLI: ${name}: ${error.message}`);
    }
  }
}
