import type { RestoreOptions } from "@asyncstatus/client";
import { CommandLineError, UsageError } from "../errors.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { submitAndWait } from "../run/submit-and-wait.ts";
import { command } from "./command.ts";
import {
  argument,
  choiceFlag,
  type HostFlags,
  parseBackupName,
  submitFlags,
  yesFlag,
} from "./flags.ts";

type Configuration = Exclude<RestoreOptions["source"], "backupFile">;

interface RestoreFlags extends HostFlags {
  readonly from?: Configuration | undefined;
  readonly yes?: boolean | undefined;
}

export const restore = command<RestoreFlags, [filename: string | undefined]>({
  brief: "replace the editing configuration with a backup",
  description: [
    "Replaces the editing configuration with a backup file, or with the running or",
    "saved configuration. Discards the unsaved edits of all users. To make the",
    "restored configuration the running one, run: asyncstatus commit. On a terminal,",
    "asks for confirmation.",
  ].join(" "),
  examples: ["[FILENAME]", "before-change.gz", "--from running"],
  flags: {
    ...submitFlags,
    from: choiceFlag<Configuration>("configuration to restore: running or saved", [
      "running",
      "saved",
    ]),
    yes: yesFlag,
  },
  positional: [
    {
      ...argument("name of the backup file", "filename", true),
      parse: (text: string) => parseBackupName(text),
    },
  ],
  action: (io, { from, ...flags }, filename) =>
    runOnHosts(
      io,
      flags,
      "restore",
      (run) => {
        const source = sourceOf(from, filename);
        return submitAndWait(run, "restore", (sbc, options) =>
          sbc.restore({ ...options, ...source }),
        );
      },
      (hosts) => questionOf(sourceOf(from, filename), hosts),
    ),
});

function questionOf(given: RestoreOptions, hosts: string): string {
  const restored =
    given.source === "backupFile" ? `backup ${given.filename}` : `${given.source} configuration`;
  return `Replace the editing configuration of ${hosts} with the ${restored}, and discard the unsaved edits of all users?`;
}

function sourceOf(from: RestoreFlags["from"], filename: string | undefined): RestoreOptions {
  if (from && filename) throw new CommandLineError("--from and a backup file can't be combined");
  if (filename) return { source: "backupFile", filename };
  if (from) return { source: from };
  throw new UsageError(
    "nothing to restore",
    "Name a backup file, or use --from running or --from saved.",
  );
}
