import type { RestoreOptions } from "@asyncstatus/client";
import type { Context } from "../context.ts";
import type { SubmitFlags } from "../operate/host-flags.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { submitAndWait } from "../operate/submit-and-wait.ts";
import { UsageError } from "../usage-error.ts";

export interface RestoreFlags extends SubmitFlags {
  readonly from?: "running" | "saved" | undefined;
}

/** Has the device restore a configuration: from a backup file, or the running or saved one. */
export default function restore(
  this: Context,
  flags: RestoreFlags,
  filename: string | undefined,
): Promise<void> {
  return runOnHosts(this, flags, "restore", (run) => {
    const from = sourceOf(flags.from, filename);
    return submitAndWait(run, "restore", (sbc, options) => sbc.restore({ ...options, ...from }));
  });
}

function sourceOf(from: RestoreFlags["from"], filename: string | undefined): RestoreOptions {
  if (from && filename) throw new UsageError("--from and a backup file exclude one another");
  if (filename) return { source: "backupFile", filename };
  if (from) return { source: from };
  throw new UsageError(
    "nothing to restore from",
    "Name a backup file, or give --from running or saved.",
  );
}
