import { isBackupName } from "@asyncstatus/client";
import { completed, knownHosts, profileNames } from "../completion/candidates.ts";
import type { TargetFlags } from "../connection/resolve-targets.ts";
import { UsageError } from "../errors.ts";
import type { OutputFlags } from "../run/reporter.ts";
import { parseDurationOption, parseSetting } from "../settings/parse-setting.ts";
import {
  definitionOf,
  type SettingName,
  type SettingValue,
} from "../settings/setting-definitions.ts";
import { defaultHeartbeatMs } from "../terminal/board.ts";

/** Options of every command that talks to devices. */
export type HostFlags = TargetFlags & OutputFlags & { readonly failFast?: boolean | undefined };

const outputFormats = ["text", "json", "jsonl"] as const;

export function isOutputFormat(text: string | undefined): boolean {
  return outputFormats.some((one) => one === text);
}

/** An option of a setting. Hidden options are shown by `--help-all`. */
export function settingFlag<Name extends SettingName>(name: Name, hidden = true) {
  const { brief, placeholder, default: value } = definitionOf(name);
  return {
    kind: "parsed",
    parse: (text: string): SettingValue<Name> => parseSetting(name, text),
    brief: value === undefined ? brief : `${brief} (default: ${value})`,
    optional: true,
    hidden,
    placeholder: placeholder ?? name,
  } as const;
}

/** An option without a value. */
export function switchFlag(brief: string, hidden = true) {
  return { kind: "boolean", brief, optional: true, withNegated: false, hidden } as const;
}

/** An option with a text. */
export function textFlag(brief: string, placeholder: string, hidden = true) {
  return { kind: "parsed", parse: String, brief, placeholder, optional: true, hidden } as const;
}

/** Parses the name of a backup file on a device. */
export function parseBackupName(text: string, expected = "a file name without a path"): string {
  if (isBackupName(text)) return text;
  throw new UsageError(`expected ${expected}, got ${JSON.stringify(text)}`);
}

/** The name of the backup that a command makes first. */
export const backupFlag = {
  ...textFlag("name of the backup (default: asyncstatus-TIME)", "filename"),
  parse: (text: string) => parseBackupName(text),
};

/** An option with one of several values. */
export function choiceFlag<Value extends string>(brief: string, values: readonly Value[]) {
  return {
    kind: "parsed",
    parse: choiceParser(values),
    proposeCompletions: () => values,
    brief,
    placeholder: "value",
    optional: true,
  } as const;
}

function choiceParser<Value extends string>(values: readonly Value[]) {
  return (text: string): Value => {
    const value = values.find((one) => one === text);
    if (value === undefined) {
      throw new UsageError(`expected ${values.join(" or ")}, got ${JSON.stringify(text)}`);
    }
    return value;
  };
}

/** An option with a number. */
export function numberFlag(brief: string, placeholder: string) {
  return { kind: "parsed", parse: parseNumber, brief, placeholder, optional: true } as const;
}

/** An option with a number of things, at least one. */
export function countFlag(brief: string, placeholder: string) {
  return { ...numberFlag(brief, placeholder), parse: parseCount } as const;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new UsageError(`expected a whole number, 1 or more, got ${JSON.stringify(text)}`);
}

function parseNumber(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isNaN(value)) {
    throw new UsageError(`expected a number, got ${JSON.stringify(text)}`);
  }
  return value;
}

/** An option with a duration, in milliseconds. */
export function timeFlag(brief: string, hidden = false) {
  return {
    hidden,
    kind: "parsed",
    parse: parseDurationOption,
    brief,
    placeholder: "time",
    optional: true,
  } as const;
}

/** An argument. */
export function argument(brief: string, placeholder: string, optional = false) {
  return {
    parse: String,
    brief,
    placeholder: placeholder.toUpperCase(),
    ...(optional && { optional }),
  } as const;
}

/** An argument with one of several values. */
export function choiceArgument<Value extends string>(
  brief: string,
  placeholder: string,
  values: readonly Value[],
  optional = false,
) {
  return {
    parse: choiceParser(values),
    proposeCompletions: () => values,
    brief,
    placeholder: placeholder.toUpperCase(),
    ...(optional && { optional }),
  } as const;
}

/** Option of commands that ask on a terminal. */
export const yesFlag = switchFlag("don't ask for confirmation", false);

/** Option of commands whose output is text or JSON. */
export const jsonFlag = switchFlag("print one JSON object; see result.schema.json", false);

/** The deadline of a command, with its own default. */
export function timeoutFlag(defaultTime: "15m" | "30m") {
  const brief = `${definitionOf("timeout").brief} (default: ${defaultTime})`;
  return { ...settingFlag("timeout", false), brief };
}

/** Options of the output. */
export const outputFlags = {
  output: choiceFlag(
    "text (default), json, or jsonl (events and results, one JSON object a line)",
    outputFormats,
  ),
  json: switchFlag(
    "short for --output json: one object, or an array for several hosts; see result.schema.json",
    false,
  ),
  jsonLines: switchFlag("short for --output jsonl"),
  quiet: switchFlag("show no progress"),
  heartbeat: timeFlag(
    `without a terminal, repeat the progress this often (default: ${defaultHeartbeatMs / 1_000}s; 0s: never)`,
    true,
  ),
  verbose: switchFlag("show requests and responses, with secrets hidden", false),
  debug: switchFlag("show which request each status reading was attributed to, and why"),
};

/** Options that select settings files. */
export const fileFlags = {
  profile: completed(textFlag("profile of your settings file", "name", false), profileNames),
  config: textFlag("settings file to use instead of the one in the current folder", "file"),
};

/** Options for the password. */
export const passwordFlags = {
  passwordFile: settingFlag("passwordFile"),
  passwordCommand: settingFlag("passwordCommand"),
  passwordStdin: switchFlag("read the password from standard input"),
};

/** Options that select devices and how to connect to them. */
export const connectionFlags = {
  host: completed(
    {
      kind: "parsed",
      parse: String,
      brief: definitionOf("host").brief,
      variadic: true,
      optional: true,
      placeholder: "host",
    } as const,
    knownHosts,
  ),
  inventory: textFlag("hosts: YAML, a list, or an Ansible inventory", "file"),
  user: settingFlag("user", false),
  ...passwordFlags,
  ca: settingFlag("ca"),
  fingerprint: {
    kind: "parsed",
    parse: String,
    brief: definitionOf("fingerprint").brief,
    variadic: true,
    optional: true,
    hidden: true,
    placeholder: "sha256",
  },
  serverName: settingFlag("serverName"),
  insecure: switchFlag(definitionOf("insecure").brief),
  restVersion: settingFlag("restVersion"),
  requestTimeout: settingFlag("requestTimeout"),
  renewalField: settingFlag("renewalField"),
  statusLag: settingFlag("statusLag"),
  ...fileFlags,
} as const;

/** Options of commands that run on several devices. */
export const hostFlags = {
  ...connectionFlags,
  concurrency: settingFlag("concurrency"),
  failFast: switchFlag("after one host fails, don't start on others"),
  junit: textFlag("file to write the results to, as JUnit XML", "file"),
  ...outputFlags,
} as const;

/** Option for a command that confirms a change. */
export const confirmCommandFlag = textFlag(
  "confirm the change once this command succeeds",
  "command",
  false,
);

/** Options of commands that submit a request and wait for it. */
export const submitFlags = {
  ...hostFlags,
  timeout: timeoutFlag("15m"),
  acceptProbable: switchFlag(definitionOf("acceptProbable").brief, false),
  waitForLock: settingFlag("waitForLock"),
  waitForIdle: settingFlag("waitForIdle"),
} as const;
