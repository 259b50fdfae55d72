import type { BackupOptions } from "@asyncstatus/client";
import type { Context } from "../context.ts";
import type { SubmitFlags } from "../operate/host-flags.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { submitAndWait } from "../operate/submit-and-wait.ts";

export interface BackupFlags extends SubmitFlags {
  readonly source?: BackupOptions["source"] | undefined;
}

/** Has the device write a backup file. */
export default function backup(this: Context, flags: BackupFlags, filename: string): Promise<void> {
  const { source = "running" } = flags;
  return runOnHosts(this, flags, "backup", (run) =>
    submitAndWait(run, "backup", (sbc, options) => sbc.backup({ ...options, source, filename })),
  );
}
