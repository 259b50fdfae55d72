import { type ScenarioName, shippedScenarios } from "@asyncstatus/server/in-memory";
import type { NaiveName } from "./naive-pollers.ts";
import type { Action } from "./script.ts";

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
  everyday: { does: "commit", naive: "waits-for-success-only" },
  "stale-success": { does: "save", naive: "takes-the-first-success" },
  "superseded-by-acli": { does: "activate", naive: "takes-any-end" },
  "busy-at-start": { does: "save", naive: "takes-any-end" },
  "lock-held-by-gui": { does: "activate", naive: "gives-up-without-the-lock" },
  "verify-refuses": { does: "commit", naive: "goes-on-whatever-the-end" },
  "activate-fails": { does: "commit", naive: "waits-for-success-only" },
  "save-without-change": { does: "save", naive: "waits-for-the-version" },
  "never-ending": {
    does: "activate",
    naive: "takes-its-deadline-for-a-failure",
    timeoutMs: 600_000,
  },
  "activation-outlives-token": { does: "activate", naive: "logs-in-again" },
  "token-expires-early": { does: "activate", naive: "logs-in-again" },
  "token-refused": { does: "activate", naive: "logs-in-again" },
  "clock-skew": { does: "activate", naive: "logs-in-again" },
  "reboot-in-mid-activation": { does: "activate", naive: "keeps-looking" },
  "stuck-after-reboot": { does: "activate", naive: "keeps-looking" },
  "switchover-in-mid-activation": { does: "activate", naive: "keeps-looking", timeoutMs: 900_000 },
  "flaky-network": { does: "activate", naive: "ends-at-the-first-bad-look" },
  "garbage-answers": { does: "activate", naive: "ends-at-the-first-bad-look" },
  "answer-lost-after-taken": { does: "activate", naive: "submits-until-answered" },
  "submission-lost-before-taken": { does: "activate", naive: "ends-at-the-first-bad-look" },
  crowded: { does: "activate", naive: "takes-any-end", seed: 23 },
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
