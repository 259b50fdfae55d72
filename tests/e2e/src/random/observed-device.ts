import type { OperationName } from "@asyncstatus/model";
import { Device, type DeviceEvent, Refusal } from "@asyncstatus/server";
import type { CourseOfOne, Other, Scenario } from "./scenario.ts";

export const user = { name: "admin", password: "canary-in-the-mine", administrator: true };

/** An asynchronous request that the device has taken. */
export interface Issue {
  readonly by: "us" | "ACLI";
  readonly operation: OperationName;
  readonly atMs: number;
  /** When it ends, unless the system goes off before. */
  readonly endsAtMs: number;
  /** Why it fails, if it does. */
  readonly reason: string | undefined;
}

/** What has become of an issue. */
export type Fate = "in progress" | "succeeded" | "failed" | "cut short";

// Up for more than a day: a reboot shows in the uptime, which has whole seconds only.
const upForMs = 100_000_000;

/** A device whose inside is recorded: the truth that clients have to find out. */
export class ObservedDevice {
  readonly device: Device;
  readonly issues: Issue[] = [];
  /** Every token that was given out. */
  readonly tokens: string[] = [];
  /** Called when our first request is issued. */
  onFirstIssue: () => void = () => {};
  readonly #scenario: Scenario;
  readonly #tell: (line: string) => void;
  #offAtMs = Number.POSITIVE_INFINITY;
  #upForMs = 0;
  /** The course of the request that the command line is about to issue. */
  #next: CourseOfOne = { durationMs: 0, fails: false };

  constructor(
    scenario: Scenario,
    tell: (line: string) => void,
    onFault: (happening: DeviceEvent & { readonly kind: "fault" }) => void,
  ) {
    this.#scenario = scenario;
    this.#tell = tell;
    const { assumptions, tokenLifeMs, courses } = scenario;
    this.device = new Device({
      users: [user],
      clock: { now: () => this.now() },
      peerName: "peer",
      durations: { token: tokenLifeMs, rebootDelay: 5, boot: 40, switchover: 5 },
      assumptions,
      faults: scenario.faults,
      onEvent: (happening) => happening.kind === "fault" && onFault(happening),
      randomBytes: (length) => {
        const bytes = crypto.getRandomValues(new Uint8Array(length));
        this.tokens.push(Buffer.from(bytes).toString("hex"));
        return bytes;
      },
      behavior: ({ by, operation, issuedAtMs: atMs }) => {
        const who = typeof by === "string" ? "ACLI" : "us";
        const { durationMs, fails } = who === "us" ? courses[operation] : this.#next;
        const reason = fails ? `${operation} refused, ${this.issues.length}` : undefined;
        const first = who === "us" && !this.issues.some((issue) => issue.by === "us");
        this.issues.push({ by: who, operation, atMs, endsAtMs: atMs + durationMs, reason });
        tell(`device: ${operation} of ${who} for ${durationMs} ms${fails ? ", will fail" : ""}`);
        if (first) this.onFirstIssue();
        return { durationMs, ...(reason !== undefined && { fail: reason }) };
      },
    });
    this.#prepare();
  }

  now(): number {
    return this.#upForMs + performance.now();
  }

  /** What has become of an issue by now. */
  fateOf({ atMs, endsAtMs, reason }: Issue): Fate {
    const now = this.now();
    if (atMs <= this.#offAtMs && this.#offAtMs <= Math.min(now, endsAtMs)) return "cut short";
    if (now < endsAtMs) return "in progress";
    return reason === undefined ? "succeeded" : "failed";
  }

  lockHolder(): "nobody" | "ACLI" | "us" {
    try {
      this.device.requireLock("ACLI");
      return "ACLI";
    } catch (error) {
      return error instanceof Refusal && error.code === "locked-by-another" ? "us" : "nobody";
    }
  }

  /** What the command line does, if the device lets it. */
  act({ operation, course }: Pick<Other, "operation" | "course">): void {
    const { device } = this;
    this.#next = course;
    this.#try(operation, () => {
      if (!this.#scenario.unbound) device.lock("ACLI");
      device.issue(
        operation === "backup"
          ? { operation, backupSource: "running", filename: `acli-${this.issues.length}` }
          : operation === "restore"
            ? { operation, restoreSource: "saved" }
            : operation,
        { by: "ACLI" },
      );
    });
  }

  /** The command line gives the lock up, if it has it. */
  unlock(): void {
    this.#try("unlock", () => this.device.unlock("ACLI"));
  }

  interrupt(what: "reboot" | "switchover"): void {
    this.#try(what, () => {
      if (what === "switchover") return this.device.switchOver();
      this.device.reboot();
      this.#offAtMs = this.now() + 5;
    });
  }

  #prepare(): void {
    const { changes, history, lockedMs } = this.#scenario;
    if (changes.saved) {
      this.device.edit();
      this.act({ operation: "save", course: { durationMs: 0, fails: false } });
    }
    for (const { operation, fails } of history) {
      this.act({ operation, course: { durationMs: 0, fails } });
    }
    this.unlock();
    this.#upForMs = upForMs;
    if (changes.unsaved) this.device.edit();
    if (lockedMs > 0) this.device.lock("ACLI");
  }

  #try(what: string, act: () => void): void {
    try {
      act();
      this.#tell(`ACLI: ${what}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#tell(`ACLI: ${what}: ${error.message}`);
    }
  }
}
