import type { PlannedUnit } from "../inventory/inventory.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * The state of a unit. `waiting`: nothing was submitted in this attempt. `running`: a worker changes it.
 * `checking`: the change succeeded, and the gates after it don't hold yet. `succeeded`: both did.
 * `unhealthy`: the change succeeded, but a gate didn't hold in time. `failed`: the device reports a failure.
 * `needs-person`: the result is unknown, or the unit couldn't be changed. `rolled-back`: the configuration
 * before the change is running again.
 */
export type UnitState =
  | "waiting"
  | "running"
  | "checking"
  | "succeeded"
  | "unhealthy"
  | "failed"
  | "needs-person"
  | "rolled-back";

/** The states of a unit that is over. */
export type EndState = Exclude<UnitState, "waiting" | "running" | "checking">;

/** The progress of a unit, on which decisions depend. */
export interface UnitProgress extends PlannedUnit {
  readonly state: UnitState;
  /** When the unit came to its state, in milliseconds since 1970. */
  readonly sinceMs: number;
  /** True if a person resumed the rollout after the unit ended. It no longer counts for the stop rules. */
  readonly acknowledged: boolean;
  /** True if a save or an activate of the change certainly succeeded on the unit. */
  readonly taken: boolean;
  /** True once the rollback of the unit has begun. From then on, its state is that of the rollback. */
  readonly isBack: boolean;
}

/** The person who did something to a rollout, as claimed, and the reason. */
export interface Intervention {
  readonly by: string;
  readonly reason?: string;
  readonly atMs: number;
}

/** Decisions of people about a rollout. */
export interface Control {
  readonly paused?: Intervention;
  readonly aborted?: Intervention;
  /** The start of the rollback. From then on, no unit is changed. */
  readonly rollback?: Intervention;
  /** The approval of each approved wave, by its name. */
  readonly approvals: Readonly<Record<string, Intervention>>;
}

/** Everything that a decision depends on, except the time. */
export interface RolloutState {
  readonly plan: Pick<Plan, "waves" | "limits" | "window" | "stop" | "onStop">;
  readonly units: readonly UnitProgress[];
  readonly control: Control;
}

/** Returns true if a unit is over. */
export function isOver(state: UnitState): state is EndState {
  return state !== "waiting" && state !== "running" && state !== "checking";
}
