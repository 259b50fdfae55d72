import { escapeForTerminal, formatDuration, jsonForTerminal } from "@asyncstatus/model/text";
import { buildRouteMap } from "@stricli/core";
import type { Io } from "../io.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import {
  type Layer,
  resolveSettings,
  type SettingFlags,
  type Sourced,
} from "../settings/resolve-settings.ts";
import { definitionOf, type SettingName, settingNames } from "../settings/setting-definitions.ts";
import { command, fileFlags, outputFlags } from "./command.ts";

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
  examples: ["[options]", "--profile lab"],
  flags: { ...fileFlags, json: outputFlags.json },
  action: async (io, { json, ...flags }) => {
    try {
      const shown = await effectiveSettings(io, flags);
      io.stdout.write(json ? `${jsonForTerminal(shown, 2)}\n` : tableOf(shown));
      return 0;
    } catch (error) {
      return failWithoutDevice(io, error);
    }
  },
});

export const config = buildRouteMap({ routes: { show }, docs: { brief: "show settings" } });

async function effectiveSettings(io: Io, flags: ConfigShowFlags): Promise<ShownSetting[]> {
  const settings = await resolveSettings(io, flags);
  const shown: ShownSetting[] = settingNames.flatMap((setting) => {
    const sourced: Sourced<unknown> | undefined = settings[setting];
    return sourced ? [{ setting, ...sourced }] : [];
  });
  if (!io.env.ASYNCSTATUS_PASSWORD) return shown;
  const source = "ASYNCSTATUS_PASSWORD";
  return [...shown, { setting: "password", value: "(hidden)", layer: "environment", source }];
}

function tableOf(shown: readonly ShownSetting[]): string {
  if (shown.length === 0) return "No settings. To see how to set them, run: asyncstatus --help\n";
  const rows = shown.map(
    ({ setting, value, source }) => [setting, textOf(setting, value), source] as const,
  );
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map(
      ([setting, value, source]) =>
        `${setting.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${escapeForTerminal(source)}\n`,
    )
    .join("");
}

function textOf(setting: string, value: unknown): string {
  const isSetting = (settingNames as readonly string[]).includes(setting);
  const kind = isSetting ? definitionOf(setting as SettingName).kind : "text";
  if (kind === "duration") return formatDuration(Number(value));
  return escapeForTerminal(Array.isArray(value) ? value.join(", ") : String(value));
}
