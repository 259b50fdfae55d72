import type { RollBackTarget } from "@asyncstatus/client";
import type { Target } from "../connection/resolve-targets.ts";
import type { CommandResult } from "../run/command-result.ts";
import { commitWith } from "../run/commit-and-wait.ts";
import type { HostRun } from "../run/host-run.ts";
import { namesOf, runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import {
  backupFlag,
  type HostFlags,
  parseBackupName,
  submitFlags,
  textFlag,
  timeoutFlag,
  yesFlag,
} from "./flags.ts";

interface RollbackFlags extends HostFlags {
  readonly to?: string | undefined;
  readonly backup?: string | undefined;
  readonly yes?: boolean | undefined;
}

export const rollback = command<RollbackFlags>({
  brief: "restore a configuration, and make it the running one",
  description: [
    "Restores the running configuration or a backup file, then verifies, saves and",
    "activates it. Discards the unsaved edits of all users. Backs up the editing",
    "configuration first (v1.1 and later), and puts it back if the restore or the",
    "verify fails. Submits nothing if the editing configuration is the running one. On",
    "a terminal, asks for confirmation.",
  ].join(" "),
  examples: ["[options]", "--to running", "--to before-change.gz --yes"],
  flags: {
    ...submitFlags,
    timeout: timeoutFlag("30m"),
    to: {
      ...textFlag(
        "what to restore: running (default), or the name of a backup file",
        "configuration",
        false,
      ),
      parse: (text: string) => parseBackupName(text, "running, or a file name without a path"),
    },
    backup: backupFlag,
    yes: yesFlag,
  },
  action: (io, { to: name = "running", backup, ...flags }) => {
    const to: RollBackTarget = name === "running" ? "running" : { backup: name };
    const target = name === "running" ? "the running configuration" : `the backup ${name}`;
    return runOnHosts(
      io,
      flags,
      "rollback",
      (run) => rollBack(run, to, target, backup),
      (hosts, targets) =>
        `Roll back ${hosts} to ${target}, and discard the unsaved edits of all users${withoutBackup(targets)}?`,
    );
  },
});

function withoutBackup(targets: readonly Target[]): string {
  const old = targets.filter(({ settings }) => settings.restVersion?.value === "v1.0");
  return old.length > 0 ? `, without a backup on ${namesOf(old)} (REST v1.0 has none)` : "";
}

async function rollBack(
  run: HostRun,
  to: RollBackTarget,
  target: string,
  backup: string | undefined,
): Promise<CommandResult> {
  await using sbc = await run.open();
  return await commitWith(run, sbc, {
    command: "rollback",
    compare: to === "running",
    edit: {
      label: "restore",
      progress:
        sbc.version === "v1.0"
          ? `restoring ${target}`
          : `backing up the editing configuration, then restoring ${target}`,
      commit: (options) =>
        sbc.rollBack({ ...options, to, ...(backup !== undefined && { backup }) }),
    },
  });
}
