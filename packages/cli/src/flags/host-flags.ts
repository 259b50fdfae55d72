import { buildChoiceParser, type FlagParametersForType, numberParser } from "@stricli/core";
import { parseDuration } from "../config/parse-duration.ts";
import { parseSetting } from "../config/parse-setting.ts";
import {
  definitionOf,
  type SettingName,
  type SettingValue,
} from "../config/setting-definitions.ts";
import type { Context } from "../context.ts";
import type { HostFlags } from "../operate/host-flags.ts";

/** A flag that gives a setting. */
function settingFlag<Name extends SettingName>(name: Name, hidden = true) {
  const { brief, placeholder } = definitionOf(name);
  return {
    kind: "parsed",
    parse: (text: string): SettingValue<Name> => parseSetting(name, text),
    brief,
    optional: true,
    hidden,
    placeholder: placeholder ?? name,
  } as const;
}

/** A flag that is given or not. */
export function switchFlag(brief: string, hidden = true) {
  return { kind: "boolean", brief, optional: true, withNegated: false, hidden } as const;
}

/** A flag with a text. */
export function textFlag(brief: string, placeholder: string, hidden = true) {
  return { kind: "parsed", parse: String, brief, placeholder, optional: true, hidden } as const;
}

/** A flag with one of some words. */
export function choiceFlag<Word extends string>(brief: string, words: readonly Word[]) {
  return {
    kind: "parsed",
    parse: buildChoiceParser(words),
    proposeCompletions: () => words,
    brief,
    placeholder: "word",
    optional: true,
  } as const;
}

/** A flag with a number. */
export function numberFlag(brief: string, placeholder: string) {
  return { kind: "parsed", parse: numberParser, brief, placeholder, optional: true } as const;
}

/** A flag with a length of time. */
export function timeFlag(brief: string) {
  return {
    kind: "parsed",
    parse: parseDuration,
    brief,
    placeholder: "time",
    optional: true,
  } as const;
}

/** How results are printed. */
export const outputFlags = {
  json: switchFlag("print one JSON object; see result.schema.json", false),
  jsonLines: switchFlag("print each event and the result as a line of JSON"),
  quiet: switchFlag("show no progress"),
  verbose: switchFlag("show requests and answers, without secrets", false),
  debug: switchFlag("show whose each look is, and why"),
};

/** Which settings there are beside those of one's own files. */
export const fileFlags = {
  profile: textFlag("profile of your own settings file", "name", false),
  config: textFlag("settings file in place of the folder's", "file"),
};

/** Where a password comes from. */
export const passwordFlags = {
  passwordFile: settingFlag("passwordFile"),
  passwordCommand: settingFlag("passwordCommand"),
  passwordStdin: switchFlag("read the password from standard input"),
};

/** Which device, and how to come to it. What is seldom needed is hidden, and shown by `--help-all`. */
export const hostFlags: FlagParametersForType<HostFlags, Context> = {
  host: {
    kind: "parsed",
    parse: String,
    brief: definitionOf("host").brief,
    variadic: true,
    optional: true,
    placeholder: "host",
  },
  inventory: textFlag("file that lists the hosts", "file"),
  user: settingFlag("user", false),
  ...passwordFlags,
  ca: settingFlag("ca"),
  fingerprint: settingFlag("fingerprint"),
  serverName: settingFlag("serverName"),
  insecure: switchFlag(definitionOf("insecure").brief),
  restVersion: settingFlag("restVersion"),
  requestTimeout: settingFlag("requestTimeout"),
  renewalField: settingFlag("renewalField"),
  concurrency: settingFlag("concurrency"),
  ...fileFlags,
  ...outputFlags,
};

/** Until when to wait. */
export const timeoutFlag = { timeout: settingFlag("timeout", false) };

/** Until when to wait, and for whom. */
export const waitFlags = {
  ...timeoutFlag,
  waitForLock: settingFlag("waitForLock"),
  waitForIdle: settingFlag("waitForIdle"),
};
