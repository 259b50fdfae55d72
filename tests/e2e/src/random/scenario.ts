import type { OperationName, RestVersion } from "@asyncstatus/model";
import type { Assumptions, FaultRule } from "@asyncstatus/server";

/** How one asynchronous request goes on the device. */
export interface CourseOfOne {
  /** `Infinity` is for ever. */
  readonly durationMs: number;
  readonly fails: boolean;
}

/** What somebody at the command line does beside us. */
export interface Other {
  /** What the time is counted from: the beginning, or the issue of our first request. */
  readonly from: "start" | "issue";
  readonly afterMs: number;
  readonly operation: OperationName;
  readonly course: CourseOfOne;
}

/** Everything that is drawn for one run. Plain data, for whoever looks into a violation. */
export interface Scenario {
  readonly seed: number;
  readonly task: OperationName | "commit";
  /** The REST version that our client speaks. */
  readonly version: RestVersion;
  /** How our requests go, by their names. */
  readonly courses: Readonly<Record<OperationName, CourseOfOne>>;
  /** Changes that are saved but do not run, and changes that are not even saved, at the start. */
  readonly changes: { readonly saved: boolean; readonly unsaved: boolean };
  /** What had ended before we came. */
  readonly history: readonly { readonly operation: OperationName; readonly fails: boolean }[];
  /** How long the command line holds the lock from the start on. */
  readonly lockedMs: number;
  /** Whether the command line issues requests without the lock. */
  readonly unbound: boolean;
  readonly others: readonly Other[];
  /** Counted from the issue of our first request. */
  readonly interruption:
    | { readonly what: "reboot" | "switchover"; readonly afterMs: number }
    | undefined;
  readonly tokenLifeMs: number;
  readonly assumptions: Pick<
    Assumptions,
    | "secondRequest"
    | "registrationDelay"
    | "statusAfterReboot"
    | "saveWithoutChange"
    | "renewedToken"
    | "uptimeElement"
    | "errorItems"
    | "backupInV1_0"
  >;
  /** What the client takes the device's delay to be at most. */
  readonly registrationMs: number;
  readonly faults: readonly FaultRule[];
  readonly timeoutMs: number;
  readonly waitForLockMs: number;
  readonly waitForIdleMs: number;
  /** What happens in the middle of the wait. */
  readonly breaks: "no" | "aborted and taken up again" | "handed to another client";
  readonly breakAfterMs: number;
}
