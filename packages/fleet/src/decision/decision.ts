/** The time at which a decision is made. */
export interface Observation {
  /** In milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * The state of a wave. `waiting`: see {@link WaveStatus.waitsFor}. `running`: units are being started.
 * `draining`: the rest of its units is running. `checking`: the gates of the last units don't hold yet.
 * `soaking`: until {@link WaveStatus.soakUntilMs}. `passed`: the next wave may start, once this one is
 * approved if it must be. `stopped`: the rollout is paused or aborted before the end of the wave.
 * `rolling-back`: units that took the change are being rolled back. `rolled-back`: all of them are.
 */
export type WaveState =
  | "waiting"
  | "running"
  | "draining"
  | "checking"
  | "soaking"
  | "passed"
  | "stopped"
  | "rolling-back"
  | "rolled-back";

/** The status of a wave. */
export interface WaveStatus {
  readonly name: string;
  readonly state: WaveState;
  /** The reason why no unit of the wave is started. */
  readonly waitsFor?: "earlier-wave" | "later-wave" | "approval" | "window";
  /** The wave to approve, if it waits for approval. */
  readonly approve?: string;
  readonly soakUntilMs?: number;
}

/** The next actions. */
export interface Decision {
  readonly waves: readonly WaveStatus[];
  /** The names of the units to start. */
  readonly start: readonly string[];
  /** The reason to pause the rollout, if a rule says so. */
  readonly pause?: string;
  /** The reason to roll back what was changed, if a rule says so. */
  readonly rollBack?: string;
  /** True if nothing is in progress, and nothing more will be started without a person. */
  readonly isOver: boolean;
  /** True if every wave has passed. */
  readonly isComplete: boolean;
  /** True if each unit that took the change is rolled back, or a person has to look at it. */
  readonly isRolledBack: boolean;
  /** When a decision may change without an event, at the latest. */
  readonly wakeAtMs?: number;
}
