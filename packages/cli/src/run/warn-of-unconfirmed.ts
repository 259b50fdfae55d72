import type { Target } from "../connection/resolve-targets.ts";
import type { Io } from "../io.ts";
import { pendingConfirmations } from "../state/pending-operations.ts";
import { commandForFile } from "./operation-result.ts";

/** The commands that save or activate, or discard edits. */
const commands: ReadonlySet<string> = new Set([
  "activate",
  "apply",
  "commit",
  "restore",
  "rollback",
  "rollout start",
  "save",
]);

/** Warns, before such a command sends anything, of changes on its devices that aren't confirmed. */
export function warnOfUnconfirmed(
  io: Io,
  command: string,
  targets: readonly Target[],
  warn: (text: string) => void,
): void {
  if (!commands.has(command)) return;
  for (const target of targets) {
    for (const { file, pending } of pendingConfirmations(io, target.endpoint)) {
      const { version, confirmBy } = pending.unconfirmed;
      const change = `WARNING: the change of ${target.host} to version ${version}`;
      const run = (words: "confirm" | "resume") => commandForFile({ io, target }, words, file);
      warn(
        pending.isExpired
          ? `${change} wasn't confirmed, and its rollback isn't complete. To complete it first, run: ${run("resume")}`
          : `${change} isn't confirmed (time to confirm: until ${confirmBy}). After another activate, it can't be rolled back any more. To confirm it first, run: ${run("confirm")}`,
      );
    }
  }
}
