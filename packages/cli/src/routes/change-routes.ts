import { buildCommand } from "@stricli/core";
import { choiceFlag, hostFlags, switchFlag, timeFlag, waitFlags } from "../flags/host-flags.ts";

const submitFlags = { ...hostFlags, ...waitFlags };
const backupSources = ["running", "saved", "editing"] as const;
const restoreSources = ["running", "saved"] as const;

/** The commands that change something, or keep others from it. */
export const changeRoutes = {
  verify: buildCommand({
    loader: async () => (await import("../commands/submit.ts")).verify,
    parameters: { flags: submitFlags },
    docs: { brief: "verify the edited configuration", customUsage: ["[flags]", "--json"] },
  }),
  save: buildCommand({
    loader: async () => (await import("../commands/submit.ts")).save,
    parameters: { flags: submitFlags },
    docs: {
      brief: "save the edited configuration",
      customUsage: ["[flags]", "--wait-for-lock 10m"],
    },
  }),
  activate: buildCommand({
    loader: async () => (await import("../commands/submit.ts")).activate,
    parameters: { flags: submitFlags },
    docs: { brief: "make the saved configuration run", customUsage: ["[flags]", "--timeout 30m"] },
  }),
  backup: buildCommand({
    loader: () => import("../commands/backup.ts"),
    parameters: {
      flags: {
        ...submitFlags,
        source: choiceFlag("running, unless given; or saved, editing", backupSources),
      },
      positional: {
        kind: "tuple",
        parameters: [{ parse: String, brief: "name of the backup file", placeholder: "filename" }],
      },
    },
    docs: {
      brief: "write a backup file on the device",
      customUsage: ["FILENAME", "before-change.gz --source saved"],
    },
  }),
  restore: buildCommand({
    loader: () => import("../commands/restore.ts"),
    parameters: {
      flags: {
        ...submitFlags,
        from: choiceFlag("running or saved: a configuration, not a file", restoreSources),
      },
      positional: {
        kind: "tuple",
        parameters: [
          {
            parse: String,
            brief: "name of the backup file",
            placeholder: "filename",
            optional: true,
          },
        ],
      },
    },
    docs: {
      brief: "restore a configuration",
      customUsage: ["FILENAME", "before-change.gz", "--from running"],
    },
  }),
  commit: buildCommand({
    loader: () => import("../commands/commit.ts"),
    parameters: {
      flags: { ...submitFlags, dryRun: switchFlag("verify only, and change nothing", false) },
    },
    docs: {
      brief: "lock, verify, save, activate, unlock: all of it",
      fullDescription: [
        "Makes the edited configuration the running one. Each step is waited for, and",
        "the next one taken only where it took effect. The lock is released at the end.",
      ].join("\n"),
      customUsage: ["[flags]", "--dry-run", "--inventory hosts.yaml --concurrency 4"],
    },
  }),
  lock: buildCommand({
    loader: () => import("../commands/lock.ts"),
    parameters: {
      flags: {
        ...hostFlags,
        waitForLock: waitFlags.waitForLock,
        for: timeFlag("release it after this time"),
      },
    },
    docs: { brief: "hold the configuration lock", customUsage: ["[flags]", "--for 30m"] },
  }),
  unlock: buildCommand({
    loader: () => import("../commands/unlock.ts"),
    parameters: { flags: hostFlags },
    docs: { brief: "release the lock that `lock` holds", customUsage: ["[flags]"] },
  }),
};
