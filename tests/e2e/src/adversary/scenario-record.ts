import { LockLostError, LockNotReleasedError, type Outcome } from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";

/** A call of the client that submits requests. */
export interface ClientCall {
  readonly id: number;
  readonly session: number;
  /** The operations that it may submit, in order. */
  readonly operations: readonly OperationName[];
  /** The time of its computer after which it must not submit anything. */
  readonly deadlineMs: number;
  /** The lowest confidence of a step after which a commit may continue. */
  readonly minimumConfidence: "documented" | "proven";
}

/** An outcome that the client reported. */
export interface ReportedOutcome {
  readonly call: ClientCall;
  readonly operation: OperationName;
  readonly outcome: Outcome;
  readonly atMs: number;
  /** The running version of the device at that time. */
  readonly runningVersion: number;
}

/** An error that the client threw. */
export interface Thrown {
  readonly from: string;
  readonly call: ClientCall | undefined;
  readonly error: unknown;
  readonly atMs: number;
  /** True if its session held the lock at that time. */
  readonly holdsLock: boolean;
}

/** Everything that the clients of a scenario returned. */
export class ScenarioRecord {
  readonly calls: ClientCall[] = [];
  readonly outcomes: ReportedOutcome[] = [];
  readonly thrown: Thrown[] = [];
  /** The calls of a commit that ended with `succeeded`. */
  readonly committed: ClientCall[] = [];
  /** The calls with a deadline. */
  readonly limits: {
    readonly from: string;
    readonly deadlineMs: number;
    readonly endedAtMs: number;
  }[] = [];
  /** The sessions whose lock another call of theirs released. */
  readonly releasedEarly = new Set<number>();
  /** The sessions that reported that the lock is lost or may still be held. */
  readonly lockReported = new Set<number>();

  /** Notes an error that a session reported. */
  noteError(session: number, from: string, error: unknown): void {
    const isAboutLock = error instanceof LockLostError || error instanceof LockNotReleasedError;
    if (isAboutLock || from === "release" || from === "close") this.lockReported.add(session);
  }
}
