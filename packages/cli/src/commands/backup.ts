import type { BackupOptions } from "@asyncstatus/client";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { submitAndWait } from "../run/submit-and-wait.ts";
import { command } from "./command.ts";
import { argument, choiceFlag, type HostFlags, parseBackupName, submitFlags } from "./flags.ts";

interface BackupFlags extends HostFlags {
  readonly source?: BackupOptions["source"] | undefined;
}

export const backup = command<BackupFlags, [filename: string]>({
  brief: "write a backup file on the device",
  description: "Writes a backup file on the device, and waits for the result.",
  examples: ["FILENAME", "before-change.gz --source saved"],
  flags: {
    ...submitFlags,
    source: choiceFlag<BackupOptions["source"]>(
      "configuration to back up: running (default), saved or editing",
      ["running", "saved", "editing"],
    ),
  },
  positional: [
    {
      ...argument("name for the backup file on the device", "filename"),
      parse: (text: string) => parseBackupName(text),
    },
  ],
  action: (io, { source = "running", ...flags }, filename) =>
    runOnHosts(io, flags, "backup", (run) =>
      submitAndWait(run, "backup", (sbc, options) => sbc.backup({ ...options, source, filename })),
    ),
});
