import type { Context } from "../context.ts";
import { commitAndWait } from "../operate/commit-and-wait.ts";
import type { SubmitFlags } from "../operate/host-flags.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";

export interface CommitFlags extends SubmitFlags {
  readonly dryRun?: boolean | undefined;
}

/** Makes the edited configuration the running one: lock, verify, save, activate, unlock. */
export default function commit(this: Context, flags: CommitFlags): Promise<void> {
  return runOnHosts(this, flags, "commit", (run) => commitAndWait(run, flags.dryRun ?? false));
}
