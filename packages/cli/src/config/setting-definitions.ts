import { restVersions } from "@asyncstatus/client";

/** What kind of value a setting has. */
export type SettingKind = "text" | "list" | "switch" | "duration" | "count";

/** What is known of a setting. Its flag and its environment variable are named after it. */
export interface SettingDefinition {
  readonly kind: SettingKind;
  readonly brief: string;
  readonly placeholder?: string;
  /**
   * Whether the file of a folder may have it. Not what runs a program, opens a file that holds a secret or
   * gives up checks: whoever stands in a folder has not agreed to what is in it.
   */
  readonly inFolder: boolean;
  /** What may stand there. */
  readonly words?: readonly string[];
}

/** Every setting. */
export const settingDefinitions = {
  host: { kind: "list", brief: "device, as in 192.0.2.1 or sbc:8443; repeatable", inFolder: true },
  user: { kind: "text", brief: "who logs in", inFolder: true },
  passwordFile: {
    kind: "text",
    brief: "file with the password",
    placeholder: "file",
    inFolder: false,
  },
  passwordCommand: {
    kind: "text",
    brief: "command that prints the password",
    placeholder: "command",
    inFolder: false,
  },
  ca: {
    kind: "text",
    brief: "PEM file of who signed the certificate",
    placeholder: "file",
    inFolder: true,
  },
  fingerprint: {
    kind: "text",
    brief: "SHA-256 of the certificate",
    placeholder: "hex",
    inFolder: true,
  },
  serverName: {
    kind: "text",
    brief: "the name that the certificate bears",
    placeholder: "name",
    inFolder: true,
  },
  insecure: { kind: "switch", brief: "do not check the certificate at all", inFolder: false },
  restVersion: {
    kind: "text",
    brief: "REST version to speak",
    placeholder: "version",
    inFolder: true,
    words: restVersions,
  },
  timeout: {
    kind: "duration",
    brief: "deadline, as in 90s, 15m or 1h",
    placeholder: "time",
    inFolder: true,
  },
  requestTimeout: {
    kind: "duration",
    brief: "limit for one request",
    placeholder: "time",
    inFolder: true,
  },
  waitForLock: {
    kind: "duration",
    brief: "how long to wait for the lock",
    placeholder: "time",
    inFolder: true,
  },
  waitForIdle: {
    kind: "duration",
    brief: "how long to wait for others to end",
    placeholder: "time",
    inFolder: true,
  },
  concurrency: {
    kind: "count",
    brief: "how many hosts at a time",
    placeholder: "number",
    inFolder: true,
  },
  renewalField: {
    kind: "text",
    brief: "form field of a renewal",
    placeholder: "name",
    inFolder: true,
  },
} as const satisfies Record<string, SettingDefinition>;

/** The name of a setting, as in a configuration file. */
export type SettingName = keyof typeof settingDefinitions;

interface Values {
  readonly text: string;
  readonly list: readonly string[];
  readonly switch: boolean;
  /** Milliseconds. */
  readonly duration: number;
  readonly count: number;
}

/** What a setting holds. */
export type SettingValue<Name extends SettingName> =
  Values[(typeof settingDefinitions)[Name]["kind"]];

/** Settings as one place gives them. */
export type SettingValues = { readonly [Name in SettingName]?: SettingValue<Name> | undefined };

/** Every name. */
export const settingNames = Object.keys(settingDefinitions) as readonly SettingName[];

/** What is known of a setting, whichever it is. */
export function definitionOf(name: SettingName): SettingDefinition {
  return settingDefinitions[name];
}

/** As on the command line: `--password-file`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** As in the environment: `ASYNCSTATUS_PASSWORD_FILE`. */
export function variableOf(name: string): string {
  return `ASYNCSTATUS_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
