import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { configFolder } from "./folders.ts";
import { parseSetting, parseSettingAt } from "./parse-setting.ts";
import { readSettings, readSettingsFile, type Section } from "./read-settings-file.ts";
import {
  flagOf,
  type SettingName,
  type SettingValue,
  type SettingValues,
  settingNames,
  variableOf,
} from "./setting-definitions.ts";

/** Which kind of place a setting comes from, the strongest first. */
export type Layer = "flag" | "inventory" | "environment" | "folder" | "user";

/** A value, and where it comes from. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly layer: Layer;
  /** As in `--host`, `ASYNCSTATUS_HOST` or `FILE:LINE`. */
  readonly source: string;
}

/** The settings that are in force. */
export type Settings = { readonly [Name in SettingName]?: Sourced<SettingValue<Name>> };

/** What the command line says of settings. */
export interface SettingFlags extends SettingValues {
  /** The profile of the user's file. */
  readonly profile?: string | undefined;
  /** A file in place of the folder's. */
  readonly config?: string | undefined;
}

/** The names of a file of settings. */
const fileNames = (stem: string) => [`${stem}.json`, `${stem}.yaml`, `${stem}.yml`];

/**
 * Puts the settings together: flags before the environment, before `asyncstatus.config.{json,yaml}` in
 * the folder, before the profile in the user's own `config.{json,yaml}`.
 *
 * @throws {UsageError} where one of them is not right, with the place.
 */
export async function resolveSettings(io: Io, flags: SettingFlags): Promise<Settings> {
  const folderFile = flags.config ?? findFile(io.cwd, "asyncstatus.config");
  const folder = folderFile ? await readSettingsFile(folderFile) : undefined;
  if (flags.config && !folder) throw new UsageError(`--config: there is no file ${flags.config}`);
  const user = await readUserFile(io, flags.profile ?? io.env.ASYNCSTATUS_PROFILE, folder);
  const layers: readonly Settings[] = [
    sourced(
      { ...flags, host: flags.host && parseSetting("host", flags.host.join(",")) },
      "flag",
      flagOf,
    ),
    readEnvironment(io.env),
    // A file that was named on the command line was agreed to.
    folder ? placed(folder, ["profile"], "folder", flags.config === undefined) : {},
    user,
  ];
  return Object.assign({}, ...layers.toReversed());
}

async function readUserFile(io: Io, asked: string | undefined, folder: Section | undefined) {
  const path = findFile(configFolder(io), "config");
  const file = path ? await readSettingsFile(path) : undefined;
  if (!file) {
    if (asked === undefined) return {};
    throw new UsageError(
      `there is no profile ${asked}: no file ${join(configFolder(io), "config.yaml")}`,
    );
  }
  const inFile = (section: Section | undefined) =>
    section?.entries.find(({ key }) => key === "profile")?.value;
  const name = asked ?? inFile(folder) ?? inFile(file);
  const general = placed(file, ["profile", "profiles"], "user", false);
  if (name === undefined) return general;
  const profile = file.section("profiles")?.section(String(name));
  if (!profile) throw new UsageError(`${file.place}: there is no profile ${JSON.stringify(name)}`);
  return { ...general, ...placed(profile, [], "user", false) };
}

/** Settings of a section, each with its place. */
export function placed(
  section: Section,
  others: readonly string[],
  layer: Layer,
  isOfFolder: boolean,
) {
  const { values, places } = readSettings(section, others, isOfFolder);
  return sourced(values, layer, (name) => places[name] ?? section.place);
}

function readEnvironment(env: Io["env"]) {
  const values: Record<string, unknown> = {};
  for (const name of settingNames) {
    const written = env[variableOf(name)];
    if (written) values[name] = parseSettingAt(variableOf(name), name, written);
  }
  return sourced(values, "environment", variableOf);
}

function sourced(
  values: SettingValues,
  layer: Layer,
  sourceOf: (name: SettingName) => string,
): Settings {
  const given = settingNames.filter((name) => values[name] !== undefined);
  const entries = given.map((name) => [
    name,
    { value: values[name], layer, source: sourceOf(name) },
  ]);
  // Object.fromEntries forgets which name has which value.
  return Object.fromEntries(entries) as Settings;
}

function findFile(folder: string, stem: string): string | undefined {
  const files = fileNames(stem)
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file));
  if (files.length > 1) throw new UsageError(`there are ${files.join(" and ")}: keep one`);
  return files[0];
}
