import type { OperationName, RestVersion } from "@asyncstatus/model";
import type { Assumptions, FaultRule } from "@asyncstatus/server";

/** Duration and result of an asynchronous request. */
export interface Course {
  /** `Infinity` if the request never ends. */
  readonly durationMs: number;
  readonly fails: boolean;
}

/** Request of a user of the command line. */
export interface OtherRequest {
  /** Start of `afterMs`: the beginning of the run, or the acceptance of the client's first request. */
  readonly from: "start" | "issue";
  readonly afterMs: number;
  readonly operation: OperationName;
  readonly course: Course;
}

/** Random inputs of one run, as plain data. */
export interface Scenario {
  readonly seed: number;
  readonly task: OperationName | "commit";
  readonly version: RestVersion;
  /** Courses of the client's requests. */
  readonly courses: Readonly<Record<OperationName, Course>>;
  /** Changes at the start that don't run yet. */
  readonly changes: { readonly saved: boolean; readonly unsaved: boolean };
  /** Requests that ended before the run. */
  readonly history: readonly { readonly operation: OperationName; readonly fails: boolean }[];
  /** Time from the start for which the command line holds the lock. */
  readonly lockedMs: number;
  /** True if the command line ignores the lock. */
  readonly ignoresLock: boolean;
  readonly others: readonly OtherRequest[];
  /** `afterMs` counts from the acceptance of the client's first request. */
  readonly interruption:
    | { readonly kind: "reboot" | "switchover"; readonly afterMs: number }
    | undefined;
  readonly tokenLifeMs: number;
  readonly assumptions: Pick<
    Assumptions,
    | "secondRequest"
    | "statusAfterReboot"
    | "saveWithoutChange"
    | "renewedToken"
    | "uptimeElement"
    | "errorItems"
    | "backupInV1_0"
  > & { readonly registrationDelay: number };
  /** Longest registration delay that the client expects. */
  readonly registrationMs: number;
  /** Longest time by which the client expects the status to show a request late. */
  readonly statusLagMs: number;
  readonly faults: readonly FaultRule[];
  readonly timeoutMs: number;
  readonly waitForLockMs: number;
  readonly waitForIdleMs: number;
  /** Interruption of the wait. */
  readonly waitBreak: "none" | "aborted, resumed" | "resumed by another client";
  readonly waitBreakAfterMs: number;
}
