/** Sources of settings, most trusted first. */
export const trustLevels = ["flag", "environment", "own", "named", "folder"] as const;

/** Trust in a source of settings. */
export type TrustLevel = (typeof trustLevels)[number];

/** Names of the sources in the documentation. */
export const trustLevelNames: Readonly<Record<TrustLevel, string>> = {
  flag: "an option",
  environment: "the environment",
  own: "your own settings file, or a file in a folder that you trust",
  named: "a file that an option (`--config`, `--inventory`) or `resume` names, in any other folder",
  folder: "the settings file of the current folder, if you don't trust that folder",
};

/** Settings that decide who gets a password. */
export const guardedSettings = ["password", "certificate", "insecure", "profile"] as const;

/** Group of settings that a rule is about. */
export type GuardedSetting = (typeof guardedSettings)[number];

const mine: readonly TrustLevel[] = ["flag", "environment", "own"];

/**
 * The sources whose hosts a setting counts for, by the source of the setting. A source with none may not
 * contain the setting.
 */
export const trustRules: Readonly<
  Record<GuardedSetting, Readonly<Record<TrustLevel, readonly TrustLevel[]>>>
> = {
  password: { flag: mine, environment: mine, own: mine, named: [], folder: [] },
  certificate: {
    flag: trustLevels,
    environment: trustLevels,
    own: trustLevels,
    named: ["named", "folder"],
    folder: ["folder"],
  },
  insecure: {
    flag: trustLevels,
    environment: trustLevels,
    own: trustLevels,
    named: [],
    folder: [],
  },
  profile: { flag: trustLevels, environment: trustLevels, own: trustLevels, named: [], folder: [] },
};

/** Returns true if a setting of one source counts for a host that another source names. */
export function countsFor(setting: GuardedSetting, source: TrustLevel, host: TrustLevel): boolean {
  return trustRules[setting][source].includes(host);
}

/** Returns true if a source may contain a setting. */
export function mayContain(source: TrustLevel, setting: GuardedSetting): boolean {
  return trustRules[setting][source].length > 0;
}

/** Returns true if a source is more trusted than another. */
export function isMoreTrusted(source: TrustLevel, other: TrustLevel): boolean {
  return trustLevels.indexOf(source) < trustLevels.indexOf(other);
}

/**
 * Order in which the available checks authenticate a device. `pin` is the certificate that `asyncstatus trust` pinned;
 * `unchecked` is `insecure` of the environment or a file; `system` are the CAs of Node.js and the system.
 */
export const authenticationOrder = [
  "flag",
  "environment",
  "pin",
  "own",
  "named",
  "folder",
  "unchecked",
  "system",
] as const satisfies readonly (TrustLevel | "pin" | "unchecked" | "system")[];
