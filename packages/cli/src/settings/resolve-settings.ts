import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { configFolder, type UserFolders } from "./folders.ts";
import { parseSetting } from "./parse-setting.ts";
import {
  type PlacedEntries,
  readSettings,
  readSettingsFile,
  type Section,
} from "./read-settings-file.ts";
import {
  definitionOf,
  flagOf,
  type SettingName,
  type SettingValue,
  type SettingValues,
  settingNames,
  variableOf,
} from "./setting-definitions.ts";
import { type TrustLevel, trustLevels } from "./trust-rules.ts";
import { trustHint, trustInFile } from "./trusted-folders.ts";

/** Kinds of sources of settings, highest precedence first. */
export const layers = ["flag", "inventory", "environment", "folder", "user"] as const;

/** Kind of source of a setting. */
export type Layer = (typeof layers)[number];

/** A value and its source. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly layer: Layer;
  readonly trust: TrustLevel;
  /** As in `--host`, `ASYNCSTATUS_HOST` or `FILE:LINE`. */
  readonly source: string;
  /** The file that it comes from. */
  readonly file?: string;
}

/** Effective settings. */
export type Settings = { readonly [Name in SettingName]?: Sourced<SettingValue<Name>> };

/** Settings on the command line. */
export interface SettingFlags extends SettingValues {
  /** Profile in the user's settings file. */
  readonly profile?: string | undefined;
  /** Replaces the settings file of the current folder. */
  readonly config?: string | undefined;
}

/**
 * Compares the precedence of two values of a setting: by {@link layers}, and for settings that authenticate
 * a device, by trust first.
 */
export function comparePrecedence(name: SettingName) {
  const { guarded } = definitionOf(name);
  const byTrust = guarded === "certificate" || guarded === "insecure";
  return (a: Sourced<unknown>, b: Sourced<unknown>): number =>
    (byTrust ? trustLevels.indexOf(a.trust) - trustLevels.indexOf(b.trust) : 0) ||
    layers.indexOf(a.layer) - layers.indexOf(b.layer);
}

/** Merges settings by {@link comparePrecedence}. */
export function mergeSettings(...all: readonly Settings[]): Settings {
  const merged: Record<string, Sourced<unknown>> = {};
  for (const name of settingNames) {
    const given = all
      .map((one): Sourced<unknown> | undefined => one[name])
      .filter((sourced) => sourced !== undefined);
    const [best] = given.sort(comparePrecedence(name));
    if (best) merged[name] = best;
  }
  return merged as Settings;
}

/**
 * Reads the settings of the command line, of the environment, of `asyncstatus.config.{json,yaml}` in the
 * current folder and of the profile in the user's `config.{json,yaml}`.
 *
 * @throws {UsageError} With the place of an invalid setting.
 */
export async function resolveSettings(io: Io, flags: SettingFlags): Promise<Settings> {
  const folderFile = flags.config ?? findFile(io.cwd, "asyncstatus.config");
  const folder = folderFile ? await readSettingsFile(folderFile) : undefined;
  if (flags.config && !folder) throw new UsageError(`--config: file not found: ${flags.config}`);
  const trustIn = ({ file }: Section) => trustInFile(io, file, flags.config ? "named" : "folder");
  const host = flags.host && parseSetting("host", flags.host.join(","));
  const fingerprint = flags.fingerprint && parseSetting("fingerprint", flags.fingerprint.join(","));
  return mergeSettings(
    sourced({ ...flags, host, fingerprint }, (name) => ({
      layer: "flag",
      trust: "flag",
      source: flagOf(name),
    })),
    readEnvironment(io.env),
    folder ? placed(io, folder, ["profile"], "folder", trustIn(folder)) : {},
    await readUserFile(io, flags.profile ?? io.env.ASYNCSTATUS_PROFILE, folder),
  );
}

/** Reads the user's settings file. @throws {UsageError} If it can't be read. */
export async function readUserSettings(io: UserFolders): Promise<Section | undefined> {
  const path = findFile(configFolder(io), "config");
  return path ? await readSettingsFile(path) : undefined;
}

async function readUserFile(
  io: Io,
  asked: string | undefined,
  folder: Section | undefined,
): Promise<Settings> {
  const file = await readUserSettings(io);
  if (!file) {
    if (asked === undefined) return {};
    throw new UsageError(
      `profile ${JSON.stringify(asked)} not found: there is no ${join(configFolder(io), "config.yaml")}`,
    );
  }
  const profileIn = (section: Section | undefined) =>
    section?.entries.find(({ key }) => key === "profile")?.value;
  const name = asked ?? profileIn(folder) ?? profileIn(file);
  const general = placed(io, file, ["profile", "profiles"], "user", "own");
  if (name === undefined) return general;
  const profile = file.section("profiles")?.section(String(name));
  if (!profile) throw new UsageError(`${file.place}: profile ${JSON.stringify(name)} not found`);
  return { ...general, ...placed(io, profile, [], "user", "own") };
}

/**
 * Returns the settings of a section with their places.
 *
 * @throws {UsageError} If the trust in the file doesn't allow one of them.
 */
export function placed(
  io: Pick<Io, "env" | "cwd">,
  section: PlacedEntries,
  otherKeys: readonly string[],
  layer: Layer,
  trust: TrustLevel,
): Settings {
  const { file } = section;
  const { values, places } = readSettings(section, otherKeys, trust, trustHint(io, file));
  return sourced(values, (name) => ({ layer, trust, source: places[name] ?? section.place, file }));
}

function readEnvironment(env: Io["env"]): Settings {
  const values: Record<string, unknown> = {};
  for (const name of settingNames) {
    const value = env[variableOf(name)];
    if (value) values[name] = parseSetting(name, value, variableOf(name));
  }
  return sourced(values, (name) => ({
    layer: "environment",
    trust: "environment",
    source: variableOf(name),
  }));
}

function sourced(
  values: SettingValues,
  sourceOf: (name: SettingName) => Omit<Sourced<unknown>, "value">,
): Settings {
  const given = settingNames.filter((name) => values[name] !== undefined);
  return Object.fromEntries(
    given.map((name) => [name, { value: values[name], ...sourceOf(name) }]),
  ) as Settings;
}

function findFile(folder: string, stem: string): string | undefined {
  const files = ["json", "yaml", "yml"]
    .map((extension) => join(folder, `${stem}.${extension}`))
    .filter((file) => existsSync(file));
  if (files.length > 1) throw new UsageError(`found ${files.join(" and ")}: keep one`);
  return files[0];
}
