import { commitAndWait } from "../run/commit-and-wait.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import { type HostFlags, submitFlags, switchFlag, timeoutFlag, yesFlag } from "./flags.ts";

interface CommitFlags extends HostFlags {
  readonly dryRun?: boolean | undefined;
  readonly noCompare?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

export const commit = command<CommitFlags>({
  brief: "lock, verify, save, activate and unlock",
  description: [
    "Verifies, saves and activates the editing configuration, so that it becomes the",
    "running one. Waits for the result of each step, stops at the first one that",
    "doesn't succeed, and releases the lock. Compares the editing and the running",
    "configuration first, and submits nothing if they are equal. On a terminal, asks",
    "for confirmation.",
  ].join(" "),
  examples: ["[options]", "--dry-run", "--inventory hosts.yaml --concurrency 4"],
  flags: {
    ...submitFlags,
    timeout: timeoutFlag("30m"),
    dryRun: switchFlag("only verify; don't save or activate", false),
    noCompare: switchFlag("commit without comparing the configurations first", false),
    yes: yesFlag,
  },
  action: (io, { dryRun = false, noCompare = false, ...flags }) =>
    runOnHosts(
      io,
      flags,
      "commit",
      (run) => commitAndWait(run, { dryRun, compare: !noCompare }),
      dryRun
        ? undefined
        : (hosts) => `Verify, save and activate the edits of all users on ${hosts}?`,
    ),
});
