import { commitAndWait } from "../run/commit-and-wait.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command, type HostFlags, submitFlags, switchFlag, yesFlag } from "./command.ts";

interface CommitFlags extends HostFlags {
  readonly dryRun?: boolean | undefined;
  readonly noCompare?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

export const commit = command<CommitFlags>({
  brief: "lock, verify, save, activate and unlock",
  description: [
    "Makes the edited configuration the running one. Waits for the result of each",
    "step and stops at the first that doesn't succeed. Always releases the lock.",
    "Compares the configurations first, and sends nothing if they are equal. Asks on",
    "a terminal.",
  ].join("\n"),
  examples: ["[options]", "--dry-run", "--inventory hosts.yaml --concurrency 4"],
  flags: {
    ...submitFlags,
    dryRun: switchFlag("only verify; save nothing", false),
    noCompare: switchFlag("commit without a comparison", false),
    yes: yesFlag,
  },
  action: (io, { dryRun = false, noCompare = false, yes = false, ...flags }) =>
    runOnHosts(
      io,
      flags,
      "commit",
      (run) => commitAndWait(run, { dryRun, compare: !noCompare }),
      dryRun || yes
        ? undefined
        : (hosts) => `Verify, save and activate the edits of all users on ${hosts}?`,
    ),
});
