import { existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { configFolder } from "./folders.ts";
import { parseSetting } from "./parse-setting.ts";
import { readSettings, readSettingsFile, type Section } from "./read-settings-file.ts";
import {
  flagOf,
  type SettingName,
  type SettingValue,
  type SettingValues,
  settingNames,
  variableOf,
} from "./setting-definitions.ts";

/** Kinds of sources of settings, highest precedence first. */
export const layers = ["flag", "inventory", "environment", "folder", "user"] as const;

/** Kind of source of a setting. */
export type Layer = (typeof layers)[number];

/** A value and its source. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly layer: Layer;
  /** As in `--host`, `ASYNCSTATUS_HOST` or `FILE:LINE`. */
  readonly source: string;
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

/** Merges settings by the precedence of {@link layers}. */
export function mergeSettings(...all: readonly Settings[]): Settings {
  const merged: Record<string, Sourced<unknown>> = {};
  for (const name of settingNames) {
    const given = all
      .map((one): Sourced<unknown> | undefined => one[name])
      .filter((sourced) => sourced !== undefined);
    const [best] = given.sort((a, b) => layers.indexOf(a.layer) - layers.indexOf(b.layer));
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
  const host = flags.host && parseSetting("host", flags.host.join(","));
  return mergeSettings(
    sourced({ ...flags, host }, "flag", flagOf),
    readEnvironment(io.env),
    // The user has accepted a file that is named on the command line.
    folder ? placed(folder, ["profile"], "folder", flags.config === undefined) : {},
    await readUserFile(io, flags.profile ?? io.env.ASYNCSTATUS_PROFILE, folder),
  );
}

async function readUserFile(
  io: Io,
  asked: string | undefined,
  folder: Section | undefined,
): Promise<Settings> {
  const path = findFile(configFolder(io), "config");
  const file = path ? await readSettingsFile(path) : undefined;
  if (!file) {
    if (asked === undefined) return {};
    throw new UsageError(
      `profile ${asked} not found: there is no ${join(configFolder(io), "config.yaml")}`,
    );
  }
  const profileIn = (section: Section | undefined) =>
    section?.entries.find(({ key }) => key === "profile")?.value;
  const name = asked ?? profileIn(folder) ?? profileIn(file);
  const general = placed(file, ["profile", "profiles"], "user", false);
  if (name === undefined) return general;
  const profile = file.section("profiles")?.section(String(name));
  if (!profile) throw new UsageError(`${file.place}: profile ${JSON.stringify(name)} not found`);
  return { ...general, ...placed(profile, [], "user", false) };
}

/** Returns the settings of a section with their places. */
export function placed(
  section: Section,
  otherKeys: readonly string[],
  layer: Layer,
  isFolder: boolean,
): Settings {
  const { values, places } = readSettings(section, otherKeys, isFolder);
  return sourced(values, layer, (name) => places[name] ?? section.place);
}

function readEnvironment(env: Io["env"]): Settings {
  const values: Record<string, unknown> = {};
  for (const name of settingNames) {
    const value = env[variableOf(name)];
    if (value) values[name] = parseSetting(name, value, variableOf(name));
  }
  return sourced(values, "environment", variableOf);
}

function sourced(
  values: SettingValues,
  layer: Layer,
  sourceOf: (name: SettingName) => string,
): Settings {
  const given = settingNames.filter((name) => values[name] !== undefined);
  return Object.fromEntries(
    given.map((name) => [name, { value: values[name], layer, source: sourceOf(name) }]),
  ) as Settings;
}

function findFile(folder: string, stem: string): string | undefined {
  const files = ["json", "yaml", "yml"]
    .map((extension) => join(folder, `${stem}.${extension}`))
    .filter((file) => existsSync(file));
  if (files.length > 1) throw new UsageError(`found ${files.join(" and ")}: keep one`);
  return files[0];
}
