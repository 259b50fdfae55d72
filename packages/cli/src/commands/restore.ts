import type { RestoreOptions } from "@asyncstatus/client";
import { UsageError } from "../errors.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { submitAndWait } from "../run/submit-and-wait.ts";
import { argument, choiceFlag, command, type HostFlags, submitFlags } from "./command.ts";

interface RestoreFlags extends HostFlags {
  readonly from?: "running" | "saved" | undefined;
}

export const restore = command<RestoreFlags, [filename: string | undefined]>({
  brief: "restore a configuration for editing",
  description: [
    "Restores a backup file, or the running or saved configuration, to the editing",
    "configuration. To make it run, commit it.",
  ].join("\n"),
  examples: ["FILENAME", "before-change.gz", "--from running"],
  flags: {
    ...submitFlags,
    from: choiceFlag("configuration to restore: running or saved", ["running", "saved"]),
  },
  positional: [argument("name of the backup file", "filename", true)],
  action: (io, { from, ...flags }, filename) =>
    runOnHosts(io, flags, "restore", (run) => {
      const source = sourceOf(from, filename);
      return submitAndWait(run, "restore", (sbc, options) =>
        sbc.restore({ ...options, ...source }),
      );
    }),
});

function sourceOf(from: RestoreFlags["from"], filename: string | undefined): RestoreOptions {
  if (from && filename) throw new UsageError("--from and a backup file can't be combined");
  if (filename) return { source: "backupFile", filename };
  if (from) return { source: from };
  throw new UsageError("nothing to restore", "Name a backup file, or use --from running or saved.");
}
