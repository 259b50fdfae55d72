import type { OperationId } from "@asyncstatus/client";
import type { OperationName, RestVersion } from "@asyncstatus/model";
import type { Assumptions } from "@asyncstatus/server";

/** How one asynchronous request goes on the device. */
export interface CourseOfOne {
  /** `Infinity` is for ever. */
  readonly durationMs: number;
  readonly fails: boolean;
}

/** Something that goes wrong between the client and the device. */
export interface Fault {
  readonly what: /** The connection ends without an answer. */
    | "cut"
    /** The connection ends in the middle of the answer. */
    | "cut in the body"
    /** The answer is whole by HTTP, but its body ends in the middle. */
    | "half a body"
    | "slow"
    /** No answer ever comes. */
    | "hang"
    | "500"
    | "503, retry at once"
    | "503, retry in a second"
    /** A page that repeats the headers of the request, as debugging proxies show it. */
    | "garbage"
    | "401";
  /** Whether the device gets the request all the same. */
  readonly taken: boolean;
}

/** A fault, and when it comes. */
export interface PlannedFault extends Fault {
  /** The request that it befalls. */
  readonly on: OperationId | "any";
  /** The how manieth of these requests is the first that it befalls. */
  readonly nth: number;
  /** How many in a row it befalls. */
  readonly times: number;
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
  readonly assumptions: Omit<Assumptions, "tokenField" | "unknownParameter">;
  /** What the client takes the device's delay to be at most. */
  readonly registrationMs: number;
  readonly faults: readonly PlannedFault[];
  readonly timeoutMs: number;
  readonly waitForLockMs: number;
  readonly waitForIdleMs: number;
  /** What happens in the middle of the wait. */
  readonly breaks: "no" | "aborted and taken up again" | "handed to another client";
  readonly breakAfterMs: number;
}
