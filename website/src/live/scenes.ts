import type { Action, NaiveName } from "@asyncstatus/e2e/naive-pollers";
import { type ScenarioName, shippedScenarios } from "@asyncstatus/server/in-memory";

/** Who does what in a scenario. */
export interface Scene {
  /** What is asked for: one request, or verify, save and activate one after the other. */
  readonly does: "save" | "activate" | "commit";
  readonly naive: NaiveName;
  /** How long our client waits, where that is not an hour. */
  readonly timeoutMs?: number;
  /** What chance begins with. @default 1 */
  readonly seed?: number;
}

/** A scene for each scenario that comes with the device. */
export const scenes: Readonly<Record<ScenarioName, Scene>> = {
  everyday: { does: "commit", naive: "waitsForSuccessOnly" },
  "stale-success": { does: "save", naive: "takesFirstSuccess" },
  "superseded-by-acli": { does: "activate", naive: "takesAnyEnd" },
  "busy-at-start": { does: "save", naive: "takesAnyEnd" },
  "lock-held-by-gui": { does: "activate", naive: "triesLockOnce" },
  "verify-refuses": { does: "commit", naive: "ignoresResults" },
  "activate-fails": { does: "commit", naive: "waitsForSuccessOnly" },
  "save-without-change": { does: "save", naive: "waitsForVersion" },
  "never-ending": {
    does: "activate",
    naive: "guessesTimeout",
    timeoutMs: 600_000,
  },
  "activation-outlives-token": { does: "activate", naive: "logsInAgain" },
  "token-expires-early": { does: "activate", naive: "logsInAgain" },
  "token-refused": { does: "activate", naive: "logsInAgain" },
  "clock-skew": { does: "activate", naive: "logsInAgain" },
  "reboot-during-activate": { does: "activate", naive: "ignoresRestarts" },
  "stuck-after-reboot": { does: "activate", naive: "ignoresRestarts" },
  "switchover-during-activate": {
    does: "activate",
    naive: "ignoresRestarts",
    timeoutMs: 900_000,
  },
  "flaky-network": { does: "activate", naive: "failsOnBadPoll" },
  "garbage-responses": { does: "activate", naive: "failsOnBadPoll" },
  "response-lost": { does: "activate", naive: "retriesSubmission" },
  "submission-lost": { does: "activate", naive: "failsOnBadPoll" },
  crowded: { does: "activate", naive: "takesAnyEnd", seed: 23 },
};

/** The scenarios, in the order in which they are best read. */
export const sceneNames = Object.keys(scenes) as readonly ScenarioName[];

/** The request whose end is asked about. */
export function requestOf({ does }: Scene): Action {
  return does === "commit" ? "activate" : does;
}

/** Whether another seed makes another play. */
export function isLeftToChance(name: ScenarioName): boolean {
  return /"(chance|random)"/.test(JSON.stringify(shippedScenarios[name]));
}
