import type { Outcome, PlannedEdit, SavedOperation } from "@asyncstatus/client";
import type {
  Control,
  EndState,
  Intervention,
  RolloutState,
  UnitProgress,
} from "../decision/rollout-state.ts";
import type { InventoryDevice, PlannedUnit } from "../inventory/inventory.ts";
import type { Plan } from "../plan/plan.ts";

/** The start of a rollout: its plan, with the content of the change file, and its inventory. It doesn't change. */
export interface Snapshot {
  readonly plan: Plan;
  readonly devices: readonly InventoryDevice[];
  /** The SHA-256 of plan, change file and devices. */
  readonly hash: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A step that was submitted, or may have been. */
export interface Step {
  /** The host that it was sent to. */
  readonly host: string;
  readonly operation: "verify" | "save" | "activate";
  /** `open`: written before the request was sent. `accepted`: the device responded with 202. */
  readonly state: "open" | "accepted" | "closed";
  /** The number of the claim. */
  readonly fence: number;
  /** Resumes or settles it. */
  readonly saved: SavedOperation;
  /** The last known outcome. Only `succeeded`, `failed` and a denied effect close a step. */
  readonly outcome?: Outcome;
}

/**
 * The reason why a unit couldn't be changed. `login`: the device refused the login or the user. `certificate`: its
 * certificate isn't trusted. `unreachable`: it doesn't respond. `others`: another user's lock, request or edits.
 */
export type Obstacle = "login" | "certificate" | "unreachable" | "others";

/** The result of a unit. */
export interface UnitResult {
  readonly state: EndState;
  /** One sentence. */
  readonly summary: string;
  /** The host that was changed, or was to be. If it couldn't be, the host that is the reason. */
  readonly host?: string;
  /** The reason why the unit couldn't be changed. Absent if a request may have had an effect. */
  readonly obstacle?: Obstacle;
  /** The command to run, or another fix. */
  readonly hint?: string;
}

/** The edits that a rollout makes on a unit, written before the first one is sent. */
export interface UnitChange {
  readonly host: string;
  /** The backup of the editing configuration without the edits. Absent if none was needed, or in v1.0. */
  readonly backup?: string;
  readonly edits: readonly PlannedEdit[];
}

/** A unit with its result. */
export interface UnitRecord extends UnitProgress {
  /** Counts the claims. Only the latest one may write. */
  readonly fence: number;
  /** Absent if nothing was edited. */
  readonly change?: UnitChange;
  /** The worker that claimed it last. */
  readonly worker?: string;
  /** The last claim of the change. Later claims belong to the rollback. */
  readonly backAfter?: number;
  /** The result of the last attempt that ended. */
  readonly result?: UnitResult;
}

/** The right to change a unit, until the next claim. */
export interface Claim {
  readonly unit: PlannedUnit;
  readonly fence: number;
  /** The state before the claim. */
  readonly from: UnitProgress["state"];
  /** The first claim of this attempt. Steps of earlier attempts have a lower number. */
  readonly attempt: number;
  /** True if the unit is to be rolled back. */
  readonly isBack: boolean;
}

/** An event of a rollout. */
export type AuditEvent =
  | { readonly type: "created"; readonly hash: string; readonly by: string }
  | {
      readonly type: "claimed";
      readonly unit: string;
      readonly fence: number;
      readonly worker?: string;
    }
  | {
      readonly type: "editing";
      readonly unit: string;
      readonly fence: number;
      readonly host: string;
      readonly backup?: string;
      /** The number of edits. */
      readonly edits: number;
    }
  | {
      readonly type: "submitting" | "accepted";
      readonly unit: string;
      readonly fence: number;
      readonly operation: Step["operation"];
      readonly host: string;
    }
  | {
      readonly type: "outcome";
      readonly unit: string;
      readonly fence: number;
      readonly operation: Step["operation"];
      readonly outcome: Outcome["outcome"];
      readonly confidence?: string;
      readonly settled: boolean;
    }
  | {
      readonly type: "checking" | "released" | "ended";
      readonly unit: string;
      readonly fence: number;
      readonly result?: UnitResult;
    }
  | { readonly type: "retried"; readonly units: readonly string[] }
  | {
      readonly type: "paused" | "resumed" | "aborted" | "approved" | "rolling-back";
      readonly by: string;
      readonly reason?: string;
      readonly wave?: string;
    }
  /** An entry that was changed, and is no longer JSON. */
  | { readonly type: "unreadable" };

/** An entry of the audit log. */
export interface AuditEntry {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly event: AuditEvent;
  /** The SHA-256 of the entry and of the hash before. */
  readonly hash: string;
}

/** A conclusion about the open step of a unit. */
export interface Conclusion {
  readonly outcome: Outcome;
  /** True if the step is over: it succeeded, failed, or had no effect and can't have one any more. */
  readonly isFinal: boolean;
  /** True if it was settled by another claim than the one that submitted it. */
  readonly settled: boolean;
}

/**
 * The durable state of a rollout. Each method is atomic and durable when it returns.
 *
 * @throws {FencedError} from methods with a claim, if the unit has been claimed since.
 */
export interface Ledger extends AsyncDisposable {
  snapshot(): Promise<Snapshot>;
  /** Returns the units in the order of the inventory. */
  units(): Promise<readonly UnitRecord[]>;
  unit(name: string): Promise<UnitRecord>;
  control(): Promise<Control>;
  /** Returns the steps of a unit, in the order in which they were submitted. */
  steps(unit: string): Promise<readonly Step[]>;
  /**
   * Claims a unit. Earlier claims of it become invalid.
   *
   * @param fence The last known claim of the unit.
   * @param worker The name of the worker.
   * @returns `undefined` if it has been claimed since, is over, or is waiting while the rollout is paused or
   *   aborted. In a rollback, a unit that is over is claimed if the change was taken on it.
   */
  claim(unit: string, fence: number, worker?: string): Promise<Claim | undefined>;
  /** Writes what is about to be edited. */
  editing(claim: Claim, change: UnitChange): Promise<void>;
  /**
   * Claims waiting units. They are chosen by the state that no other worker changes until they are claimed, so that
   * limits hold for all workers together.
   *
   * @param choose Returns the names of the units. May be called again.
   */
  claimWaiting(
    worker: string,
    choose: (state: Pick<RolloutState, "units" | "control">) => readonly string[],
  ): Promise<readonly Claim[]>;
  /** Counts a heartbeat of a worker. */
  beat(worker: string): Promise<void>;
  /** Returns the number of heartbeats of each worker that hasn't left. */
  workers(): Promise<ReadonlyMap<string, number>>;
  /** Removes a worker. Its units are free to be claimed. */
  leave(worker: string): Promise<void>;
  /** Returns the number of steps of all units that aren't closed. */
  openSteps(): Promise<number>;
  /** Writes what is about to be submitted, after the conclusion about the step before. */
  submitting(
    claim: Claim,
    step: Pick<Step, "host" | "operation" | "saved">,
    before?: Conclusion,
  ): Promise<void>;
  /** Writes that the device accepted the open step. */
  accepted(claim: Claim, saved: SavedOperation): Promise<void>;
  /** Writes a conclusion about the open step. */
  conclude(claim: Claim, conclusion: Conclusion): Promise<void>;
  /** Writes that the change succeeded, and the gates after it are being checked. */
  checking(claim: Claim, conclusion?: Conclusion): Promise<void>;
  /** Ends the attempt. */
  end(claim: Claim, result: UnitResult, conclusion?: Conclusion): Promise<void>;
  /** Returns a unit to the waiting ones. Nothing that could have an effect was submitted. */
  release(claim: Claim): Promise<void>;
  /** Pauses the rollout: no further unit is started. While it is paused, another pause is only in the audit log. */
  pause(intervention: Intervention): Promise<void>;
  /**
   * Ends a pause. The units that ended so far don't count for the stop rules any more.
   *
   * @param options `retry`: returns the units that ended without success to the waiting ones; in a rollback,
   *   those whose rollback did.
   */
  resume(
    intervention: Intervention,
    options?: { readonly retry?: boolean },
  ): Promise<{ readonly retried: readonly string[] }>;
  /** Ends the rollout for good: no further unit is started. Of several aborts, the control has the first. */
  abort(intervention: Intervention): Promise<void>;
  /**
   * Starts the rollback: no further unit is changed, and those that took the change are rolled back. Ends a
   * pause and an abort. Of several, the control has the first; the audit log has all.
   */
  rollBack(intervention: Intervention): Promise<void>;
  /** Approves a wave. Of several approvals, the control has the first; the audit log has all. */
  approve(wave: string, intervention: Intervention): Promise<void>;
  audit(): Promise<readonly AuditEntry[]>;
  /** Calls a listener with each audit entry that this process has written. */
  listen(listener: (entry: AuditEntry) => void): void;
  /**
   * Checks the hash chain of the audit log. It shows accidents and careless edits; a person who can write
   * the whole ledger can rebuild the chain.
   *
   * @returns The reason why the log isn't intact.
   */
  auditProblem(): Promise<string | undefined>;
  close(): Promise<void>;
}
