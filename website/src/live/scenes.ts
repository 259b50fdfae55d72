import type { Action, NaiveName } from "@asyncstatus/e2e/naive-pollers";
import { type ScenarioName, shippedScenarios } from "@asyncstatus/server/in-memory";

/** Task, naive poller and options of a scenario. */
export interface Scene {
  /** `commit` is verify, save and activate. */
  readonly task: "save" | "activate" | "commit";
  readonly naive: NaiveName;
  /** Timeout of the client. @default 3600000 */
  readonly timeoutMs?: number;
  /** Random seed. @default 1 */
  readonly seed?: number;
}

/** Scenarios that aren't played: their lesson is for clients that prove an outcome, edit, or use TLS. */
export const notPlayed = [
  "cert-replaced",
  "coarse-uptime",
  "delivered-late",
  "edit-conflict",
  "equal-host-names",
  "failure-text-moves",
  "field-timing",
  "renewal-logs-in",
  "renewal-lost",
  "save-verifies-first",
  "shown-late",
  "standby",
  "standby-fails",
  "unsaved-edit",
  "verify-lists-faults",
  "versions-lag",
] as const satisfies readonly ScenarioName[];

/** Name of a scenario that is played. */
export type SceneName = Exclude<ScenarioName, (typeof notPlayed)[number]>;

/** Scenes of the built-in scenarios. */
export const scenes: Readonly<Record<SceneName, Scene>> = {
  everyday: { task: "commit", naive: "waitsForSuccessOnly" },
  "stale-success": { task: "save", naive: "takesFirstSuccess" },
  "superseded-by-acli": { task: "activate", naive: "takesAnyEnd" },
  "busy-at-start": { task: "save", naive: "takesAnyEnd" },
  "lock-held-by-gui": { task: "activate", naive: "triesLockOnce" },
  "verify-refuses": { task: "commit", naive: "ignoresResults" },
  "activate-fails": { task: "commit", naive: "waitsForSuccessOnly" },
  "save-without-change": { task: "save", naive: "waitsForVersion" },
  "never-ending": {
    task: "activate",
    naive: "guessesTimeout",
    timeoutMs: 600_000,
  },
  "activation-outlives-token": { task: "activate", naive: "logsInAgain" },
  "token-expires-early": { task: "activate", naive: "logsInAgain" },
  "token-refused": { task: "activate", naive: "logsInAgain" },
  "clock-skew": { task: "activate", naive: "logsInAgain" },
  "reboot-during-activate": { task: "activate", naive: "ignoresRestarts" },
  "stuck-after-reboot": { task: "activate", naive: "ignoresRestarts" },
  "switchover-during-activate": {
    task: "activate",
    naive: "ignoresRestarts",
    timeoutMs: 900_000,
  },
  "flaky-network": { task: "activate", naive: "failsOnBadPoll" },
  "garbage-responses": { task: "activate", naive: "failsOnBadPoll" },
  "response-lost": { task: "activate", naive: "retriesSubmission" },
  "submission-lost": { task: "activate", naive: "failsOnBadPoll" },
  crowded: { task: "activate", naive: "takesAnyEnd", seed: 23 },
};

/** Scenarios in reading order. */
export const sceneNames = Object.keys(scenes) as readonly SceneName[];

/** Returns the operation whose result the report is about. */
export function operationOf({ task }: Scene): Action {
  return task === "commit" ? "activate" : task;
}

/** Returns true if the play depends on the seed. */
export function isRandom(name: SceneName): boolean {
  return /"(chance|random)"/.test(JSON.stringify(shippedScenarios[name]));
}
