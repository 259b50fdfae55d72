import type { OperationName } from "@asyncstatus/model";
import type { Random, Range } from "./random.ts";

/** The properties of the device in one scenario. */
export interface Traits {
  /** The age up to which a status response is served again. */
  readonly statusCacheMs: number;
  /** The age up to which a reading may be older than the one before. */
  readonly statusFlapsMs: number;
  /** The resource that the device refuses to show. */
  readonly refuses: "nothing" | "configuration/versions" | "system/status";
  /** The time after which the versions show a change. */
  readonly versionsLagMs: number;
  /** The unit of the uptime. */
  readonly uptimeStepSeconds: number;
  readonly uptimeElement: "uptimeSeconds" | "upTime";
  /** The age up to which an uptime is served again. */
  readonly uptimeCacheMs: number;
  readonly hostNames: "different" | "equal" | "absent";
  /** True if `system/status` has `haPeerName` and `haSwitchOvers`. */
  readonly showsHaMembers: boolean;
  /** `carries`: the lock belongs to the renewed token. `fresh`: it stays with the old one. */
  readonly tokenLifeMs: number;
  /** True if a login ends the other tokens of the user. */
  readonly hasOneSession: boolean;
  readonly renewal: "carries" | "fresh";
  /** The old token after a renewal. */
  readonly renewedToken: "valid" | "revoked";
  /** The response to the renewal of a token that has ended. */
  readonly endedToken: "refused" | "fresh";
  /** The treatment of a request during another one. */
  readonly secondRequest: "refused" | "replaces" | "queued";
  /** `aging`: the error message of a failure includes its age. */
  readonly errorMessage: "fixed" | "aging" | "absent";
  /** The number of systems that a request runs on. Each shows an end of its own. */
  readonly phases: 1 | 2;
  /** The time for which the status shows an ended request. */
  readonly keepsStatusMs: number;
  /** The first status word of a request. */
  readonly firstWord: "inProgress" | "queued";
  /** `failed`: the status shows the interrupted request as failed. */
  readonly statusAfterRestart: "blank" | "kept" | "failed";
  readonly statusAfterSwitchover: "blank" | "kept" | "own";
  /** True if a switchover restarts the system that was active. */
  readonly switchoverRestarts: boolean;
  /** True if a restart activates the saved configuration. */
  readonly restartActivates: boolean;
  readonly saveMovesVersion: boolean;
  /** True if a save verifies first, and the status shows it. */
  readonly saveVerifies: boolean;
  /** True if a verify that succeeds lists faults in `additionalInfo`. */
  readonly verifyListsFaults: boolean;
  /** False if users of the ACLI submit requests without the lock. */
  readonly lockBinds: boolean;
  /** True if every session of a user holds the lock. */
  readonly lockIsPerUser: boolean;
  /** True if other users take the lock from its holder. */
  readonly lockIsTaken: boolean;
  /** True if tokens and the lock survive a restart and a switchover. */
  readonly lockOutlivesSystem: boolean;
}

/** A fault of one request. */
export type FaultKind =
  /** It is lost before the device reads it. */
  | "lost"
  /** The device executes it, and the response is lost. */
  | "response-lost"
  /** The device reads it after the client gave up on it. */
  | "late"
  /** A 503, before the device executes it. */
  | "error-before"
  /** A 401, although the token is valid. */
  | "unauthorized"
  /** A 500, after the device executed it. */
  | "error-after";

/** The requests that a fault can affect. */
export type RequestKind = "login" | "renewal" | "lock" | "unlock" | "submission" | "read";

/** The actions of the client in a scenario. */
export type Task =
  | "one operation"
  | "commit"
  /** Acquires the lock, commits, then requests an operation under the same lock. */
  | "commit under a lock"
  /** Aborts the wait, then requests the operation again in a new session. */
  | "again"
  /** Ends the wait early, then requests the operation again in the same session. */
  | "again in the session"
  | "two at once"
  | "two clients"
  /** Ends the process, then resumes the wait in another one. */
  | "resume"
  /** Ends the process during the submission, then resumes the wait in another one. */
  | "killed"
  /** Aborts a commit, then commits again in a new session. */
  | "commit again"
  /** Ends a commit by its deadline, then resumes the last step in another process. */
  | "commit, resume";

/** An incident that may follow the acceptance of the client's first request. */
export type IncidentKind =
  | "restart"
  | "switchover"
  /** Two switchovers. */
  | "switchback"
  /** The device does not respond. */
  | "silence"
  /** `system/status` responds with 500. */
  | "system-errors";

type Probabilities<Key extends string> = Readonly<Partial<Record<Key, number>>>;

/** A kind of device, its users and its network, as data. Scenarios are drawn from it. */
export interface Profile {
  readonly name: string;
  readonly about: string;
  /** The assumption of THE-WAIT.md that it breaks. */
  readonly breaks?: string;
  /** The documentation of the vendor that it breaks: `proven` must be true even so. */
  readonly contradicts?: string;
  /** The values from which each property of the device is drawn. */
  readonly traits: { readonly [Key in keyof Traits]: readonly Traits[Key][] };
  readonly requests: {
    readonly durationMs: Range;
    /** The probability that a request fails. */
    readonly failing: number;
    /** The time after which the status shows a change. */
    readonly showMs: Range;
  };
  readonly others: {
    readonly durationMs: Range;
    /** The number of requests that other users submitted before the scenario. */
    readonly before: Range;
    /** The time from the last of them until the scenario starts. */
    readonly agoMs: Range;
    /** The number of requests that other users submit during the scenario. */
    readonly during: Range;
    /** The times of these requests, after the start. */
    readonly startMs: Range;
    /** The probability that one of these requests is the operation that the client requests. */
    readonly sameName: number;
    /** The time for which another user holds the lock after a submission. */
    readonly holdMs: Range;
  };
  readonly network: {
    readonly latencyMs: Range;
    /** The probability that a scenario has faults. */
    readonly faulty: number;
    /** The probability of a fault of one request in such a scenario. */
    readonly faults: Probabilities<RequestKind>;
    readonly kinds: Probabilities<FaultKind>;
    /** The time after which the device reads a late request. */
    readonly lateMs: Range;
  };
  readonly incidents: {
    readonly kinds: Probabilities<IncidentKind>;
    readonly afterMs: Range;
    readonly lastsMs: Range;
  };
  readonly client: {
    readonly tasks: Probabilities<Task>;
    readonly operations: readonly OperationName[];
    /** The option of `connect`: the longest time by which the status may be late. */
    readonly statusLagMs: number;
    readonly timeoutMs: Range;
    /** The time after which a wait ends, if the task ends one. */
    readonly breakMs: Range;
    /** The time until the client continues after that. */
    readonly pauseMs: Range;
    /** The difference of the second computer's clock. */
    readonly skewMs: Range;
    /** The suspension of the first computer. */
    readonly suspension: {
      readonly probability: number;
      readonly afterMs: Range;
      readonly lastsMs: Range;
    };
    readonly waitForLockMs: Range;
    readonly waitForIdleMs: Range;
  };
}

/** Draws the properties of a device. */
export function drawTraits(profile: Profile, random: Random): Traits {
  const drawn = Object.entries(profile.traits).map(([key, values]) => [
    key,
    random.pick<unknown>(values),
  ]);
  // Each value is drawn from the values of its key.
  return Object.fromEntries(drawn) as Traits;
}
