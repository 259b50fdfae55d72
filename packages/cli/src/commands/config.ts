import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { escapeForTerminal, formatDuration, Secrets } from "@asyncstatus/model/text";
import { buildRouteMap } from "@stricli/core";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import { printJson } from "../run/print-json.ts";
import {
  type Layer,
  resolveSettings,
  type SettingFlags,
  type Sourced,
} from "../settings/resolve-settings.ts";
import { definitionOf, type SettingName, settingNames } from "../settings/setting-definitions.ts";
import { readTrustedFolders, writeTrustedFolders } from "../settings/trusted-folders.ts";
import { columns } from "../terminal/columns.ts";
import { command } from "./command.ts";
import { argument, fileFlags, jsonFlag, switchFlag } from "./flags.ts";

interface ConfigShowFlags extends Pick<SettingFlags, "profile" | "config"> {
  readonly json?: boolean | undefined;
}

interface ShownSetting {
  readonly setting: string;
  readonly value: unknown;
  readonly layer: Layer;
  readonly source: string;
}

const show = command<ConfigShowFlags>({
  brief: "show effective settings and their sources",
  description: "Shows the effective settings and where each comes from.",
  examples: ["[options]", "--profile lab"],
  isOutput: true,
  flags: { ...fileFlags, json: jsonFlag },
  action: async (io, { json, ...flags }) => {
    try {
      const shown = new Secrets().hideIn(await effectiveSettings(io, flags));
      if (json) printJson(io, shown);
      else io.stdout.write(tableOf(shown));
      return 0;
    } catch (error) {
      return failWithoutDevice(io, error, { command: "config show", json });
    }
  },
});

interface ConfigTrustFlags {
  readonly remove?: boolean | undefined;
}

const trust = command<ConfigTrustFlags, [folder: string | undefined]>({
  brief: "trust the files of a folder as your own",
  description: [
    "Trusts a folder: settings files, inventories and resume files in it can name the",
    "hosts that get your password, and can run a passwordCommand. Subfolders aren't",
    "included. In a pipeline, set ASYNCSTATUS_TRUST_FOLDER instead.",
  ].join(" "),
  examples: ["[FOLDER]", ".", "/srv/sbc --remove"],
  flags: { remove: switchFlag("stop trusting the folder", false) },
  positional: [argument("folder (default: the current one)", "folder", true)],
  action: (io, { remove = false }, folder = ".") => {
    try {
      const path = folderPath(resolve(io.cwd, folder), remove);
      const others = readTrustedFolders(io).filter((one) => one !== path);
      writeTrustedFolders(io, remove ? others : [...others, path]);
      const result = remove ? "is no longer trusted" : "is trusted: its files count as your own";
      io.stdout.write(`${escapeForTerminal(path)} ${result}\n`);
      return 0;
    } catch (error) {
      return failWithoutDevice(io, error, { command: "config trust" });
    }
  },
});

/** Returns a folder's path without links. @throws {UsageError} If it can't be trusted. */
function folderPath(given: string, mayBeGone: boolean): string {
  if (!statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
    if (mayBeGone) return given;
    throw new UsageError(`no such folder: ${given}`);
  }
  const path = realpathSync(given);
  // The list has one folder a line.
  if (path.includes("\n")) throw new UsageError("the folder's name has a line break");
  return path;
}

export const config = buildRouteMap({
  routes: { show, trust },
  docs: { brief: "show settings, or trust a folder" },
});

async function effectiveSettings(io: Io, flags: ConfigShowFlags): Promise<ShownSetting[]> {
  const settings = await resolveSettings(io, flags);
  const shown: ShownSetting[] = settingNames.flatMap((setting) => {
    const sourced: Sourced<unknown> | undefined = settings[setting];
    if (!sourced) return [];
    const { value, layer, source } = sourced;
    return [{ setting, value, layer, source }];
  });
  if (!io.env.ASYNCSTATUS_PASSWORD) return shown;
  const source = "ASYNCSTATUS_PASSWORD";
  return [...shown, { setting: "password", value: "(hidden)", layer: "environment", source }];
}

function tableOf(shown: readonly ShownSetting[]): string {
  if (shown.length === 0) return "No settings. To see how to set them, run: asyncstatus --help\n";
  const rows = shown.map(({ setting, value, source }) => [setting, textOf(setting, value), source]);
  return columns(rows)
    .map((line) => `${line}\n`)
    .join("");
}

function textOf(setting: string, value: unknown): string {
  const isSetting = (settingNames as readonly string[]).includes(setting);
  const kind = isSetting ? definitionOf(setting as SettingName).kind : "text";
  if (kind === "duration") return formatDuration(Number(value));
  return Array.isArray(value) ? value.join(", ") : String(value);
}
