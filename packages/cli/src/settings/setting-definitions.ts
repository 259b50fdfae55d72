import { restVersions } from "@asyncstatus/client";
import type { GuardedSetting } from "./trust-rules.ts";

/** Type of a setting's value. */
export type SettingKind = "text" | "list" | "switch" | "duration" | "count";

/** Definition of a setting. Its option and environment variable derive from its name. */
export interface SettingDefinition {
  readonly kind: SettingKind;
  readonly brief: string;
  readonly placeholder?: string;
  /** The value or behavior without the setting, as help shows it. */
  readonly default?: string;
  /** The rule that says which sources may set it. Without one, every source may. */
  readonly guarded?: GuardedSetting;
  /** Allowed values. */
  readonly values?: readonly string[];
  /** The form of each item of a list. */
  readonly items?: { readonly pattern: RegExp; readonly expected: string };
}

/** All settings. */
export const settingDefinitions = {
  host: {
    kind: "list",
    brief: "device, such as 192.0.2.1 or sbc:8443; repeatable, or separated by commas",
    placeholder: "host",
  },
  user: { kind: "text", brief: "user to log in as", placeholder: "name" },
  passwordFile: {
    kind: "text",
    brief: "file with the password",
    placeholder: "file",
    guarded: "password",
  },
  passwordCommand: {
    kind: "text",
    brief: "command that prints the password",
    placeholder: "command",
    guarded: "password",
  },
  ca: {
    kind: "text",
    brief: "CA certificate file (PEM)",
    placeholder: "file",
    guarded: "certificate",
  },
  fingerprint: {
    kind: "list",
    brief: "SHA-256 of the device's certificate; repeatable",
    placeholder: "sha256",
    items: {
      pattern: /^([0-9a-f]{64}|([0-9a-f]{2}:){31}[0-9a-f]{2})$/i,
      expected: "the SHA-256 of a certificate, 64 hex digits with or without colons",
    },
    guarded: "certificate",
  },
  serverName: {
    kind: "text",
    brief: "host name expected in the certificate",
    placeholder: "name",
    guarded: "certificate",
  },
  insecure: { kind: "switch", brief: "don't check the certificate", guarded: "insecure" },
  restVersion: {
    kind: "text",
    brief: "REST API version",
    placeholder: "version",
    default: restVersions[0],
    values: restVersions,
  },
  timeout: {
    kind: "duration",
    brief: "deadline, such as 90s, 15m or 1h",
    placeholder: "time",
    default: "15m; apply, commit, rollback: 30m",
  },
  requestTimeout: {
    kind: "duration",
    brief: "time limit for one request",
    placeholder: "time",
    default: "30s",
  },
  waitForLock: {
    kind: "duration",
    brief: "how long to wait for the lock",
    placeholder: "time",
    default: "0s",
  },
  waitForIdle: {
    kind: "duration",
    brief: "how long to wait for other requests to finish",
    placeholder: "time",
    default: "0s",
  },
  concurrency: {
    kind: "count",
    brief: "number of hosts at a time",
    placeholder: "number",
    default: "8",
  },
  acceptProbable: {
    kind: "switch",
    brief: "exit with 0 even if the result is only probable",
  },
  statusLag: {
    kind: "duration",
    brief: "longest time until the status shows an accepted request",
    placeholder: "time",
    default: "3s",
  },
  renewalField: {
    kind: "text",
    brief: 'form field for the token of a renewal; "none": the body is the token',
    placeholder: "name",
  },
} as const satisfies Record<string, SettingDefinition>;

/** Name of a setting, as in a settings file. */
export type SettingName = keyof typeof settingDefinitions;

interface Values {
  readonly text: string;
  readonly list: readonly string[];
  readonly switch: boolean;
  /** Milliseconds. */
  readonly duration: number;
  readonly count: number;
}

/** Value of a setting. */
export type SettingValue<Name extends SettingName> =
  Values[(typeof settingDefinitions)[Name]["kind"]];

/** Settings of one source. */
export type SettingValues = { readonly [Name in SettingName]?: SettingValue<Name> | undefined };

/** All setting names. */
export const settingNames = Object.keys(settingDefinitions) as readonly SettingName[];

/** Returns the definition of a setting. */
export function definitionOf(name: SettingName): SettingDefinition {
  return settingDefinitions[name];
}

/** Returns the option of a setting, such as `--password-file`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Returns the environment variable of a setting, such as `ASYNCSTATUS_PASSWORD_FILE`. */
export function variableOf(name: string): string {
  return `ASYNCSTATUS_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
