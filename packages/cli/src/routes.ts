import { operationNameValues } from "@asyncstatus/model";
import { buildChoiceParser, buildCommand, buildRouteMap } from "@stricli/core";
import { shells } from "./completion/shells.ts";
import {
  choiceFlag,
  fileFlags,
  hostFlags,
  numberFlag,
  outputFlags,
  passwordFlags,
  switchFlag,
  textFlag,
  timeFlag,
  timeoutFlag,
  waitFlags,
} from "./flags/host-flags.ts";

const backupSources = ["running", "saved", "editing"] as const;
const restoreSources = ["running", "saved"] as const;
const commandFlags = { ...hostFlags, ...waitFlags };

/** Every command, by its name; its code is loaded when it is called. */
export const routes = {
  status: buildCommand({
    loader: () => import("./commands/status.ts"),
    parameters: { flags: hostFlags },
    docs: {
      brief: "one look at the last request of anybody",
      customUsage: ["[flags]", "--host 192.0.2.1 --user admin", "--host sbc-1,sbc-2 --json"],
    },
  }),
  watch: buildCommand({
    loader: () => import("./commands/watch.ts"),
    parameters: {
      flags: {
        ...hostFlags,
        interval: timeFlag("time between two looks; 2s, unless given"),
      },
    },
    docs: {
      brief: "what the device shows, as it changes",
      customUsage: ["[flags]", "--interval 5s | tee watch.log"],
    },
  }),
  wait: buildCommand({
    loader: () => import("./commands/wait.ts"),
    parameters: {
      flags: {
        ...hostFlags,
        ...timeoutFlag,
        resume: textFlag("take up what a command left", "file", false),
      },
      positional: {
        kind: "tuple",
        parameters: [
          {
            parse: buildChoiceParser(operationNameValues),
            proposeCompletions: () => operationNameValues,
            brief: "the operation to wait for; any, unless given",
            placeholder: "operation",
            optional: true,
          },
        ],
      },
    },
    docs: {
      brief: "wait for the end of a request",
      customUsage: ["[flags]", "activate --timeout 30m", "--resume FILE"],
    },
  }),
  verify: buildCommand({
    loader: async () => (await import("./commands/submit.ts")).verify,
    parameters: { flags: commandFlags },
    docs: { brief: "verify the edited configuration", customUsage: ["[flags]", "--json"] },
  }),
  save: buildCommand({
    loader: async () => (await import("./commands/submit.ts")).save,
    parameters: { flags: commandFlags },
    docs: {
      brief: "save the edited configuration",
      customUsage: ["[flags]", "--wait-for-lock 10m"],
    },
  }),
  activate: buildCommand({
    loader: async () => (await import("./commands/submit.ts")).activate,
    parameters: { flags: commandFlags },
    docs: { brief: "make the saved configuration run", customUsage: ["[flags]", "--timeout 30m"] },
  }),
  backup: buildCommand({
    loader: () => import("./commands/backup.ts"),
    parameters: {
      flags: {
        ...commandFlags,
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
    loader: () => import("./commands/restore.ts"),
    parameters: {
      flags: {
        ...commandFlags,
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
    loader: () => import("./commands/commit.ts"),
    parameters: {
      flags: { ...commandFlags, dryRun: switchFlag("verify only, and change nothing", false) },
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
    loader: () => import("./commands/lock.ts"),
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
    loader: () => import("./commands/unlock.ts"),
    parameters: { flags: hostFlags },
    docs: { brief: "release the lock that `lock` holds", customUsage: ["[flags]"] },
  }),
  versions: buildCommand({
    loader: () => import("./commands/versions.ts"),
    parameters: { flags: hostFlags },
    docs: { brief: "which configuration is saved, which runs", customUsage: ["[flags]", "--json"] },
  }),
  doctor: buildCommand({
    loader: () => import("./commands/doctor.ts"),
    parameters: { flags: hostFlags },
    docs: {
      brief: "find out why a device cannot be used",
      customUsage: ["[flags]", "--host 192.0.2.1"],
    },
  }),
  trust: buildCommand({
    loader: () => import("./commands/trust.ts"),
    parameters: {
      flags: {
        fingerprint: textFlag("SHA-256 that the certificate must have", "hex", false),
        yes: switchFlag("pin it without asking; with --fingerprint", false),
        replace: switchFlag("in place of the one that is pinned", false),
        remove: switchFlag("pin none any more", false),
        json: outputFlags.json,
      },
      positional: {
        kind: "tuple",
        parameters: [{ parse: String, brief: "whose certificate", placeholder: "host" }],
      },
    },
    docs: {
      brief: "look at a certificate, and pin it",
      customUsage: ["HOST", "192.0.2.1", "sbc-1:8443 --fingerprint HEX --yes"],
    },
  }),
  config: buildRouteMap({
    routes: {
      show: buildCommand({
        loader: () => import("./commands/config-show.ts"),
        parameters: { flags: { ...fileFlags, json: outputFlags.json } },
        docs: {
          brief: "the settings in force, and where each is from",
          customUsage: ["[flags]", "--profile lab"],
        },
      }),
    },
    docs: { brief: "settings" },
  }),
  serve: buildCommand({
    loader: () => import("./commands/serve.ts"),
    parameters: {
      flags: {
        port: numberFlag("0, unless given, is any that is free", "port"),
        listen: textFlag("address to listen at; 127.0.0.1, unless given", "address", false),
        user: textFlag("who may log in; admin, unless given", "user", false),
        ...passwordFlags,
        scenario: textFlag("name, or a file that ends in .yaml", "scenario", false),
        seed: numberFlag("what chance follows from", "number"),
        strict: switchFlag("judge each answer by the specification", false),
        control: switchFlag("let other processes control it over HTTP", false),
        log: switchFlag("show each exchange", false),
        json: switchFlag("print how to reach it as one JSON object", false),
      },
    },
    docs: {
      brief: "a reference device to practise on",
      customUsage: ["[flags]", "--scenario superseded-by-acli", "--port 0 --json --control"],
    },
  }),
  completion: buildCommand({
    loader: () => import("./commands/completion.ts"),
    parameters: {
      positional: {
        kind: "tuple",
        parameters: [
          {
            parse: buildChoiceParser(shells),
            proposeCompletions: () => shells,
            brief: shells.join(", "),
            placeholder: "shell",
          },
        ],
      },
    },
    docs: {
      brief: "completion of words, for a shell",
      customUsage: ["SHELL", "bash >> ~/.bashrc"],
    },
  }),
};
