import {
  type Layer,
  resolveSettings,
  type SettingFlags,
  type Sourced,
} from "../config/resolve-settings.ts";
import { definitionOf, type SettingName, settingNames } from "../config/setting-definitions.ts";
import type { Context } from "../context.ts";
import { exitCodes } from "../exit-codes.ts";
import { fail } from "../output/fail.ts";
import { formatElapsed } from "../output/format-elapsed.ts";
import { printable, printableJson } from "../output/printable.ts";

export interface ConfigShowFlags extends Pick<SettingFlags, "profile" | "config"> {
  readonly json?: boolean | undefined;
}

interface Shown {
  readonly setting: string;
  readonly value: unknown;
  readonly layer: Layer;
  readonly source: string;
}

/** Shows which settings are in force, and where each comes from. */
export default async function configShow(this: Context, flags: ConfigShowFlags): Promise<void> {
  const { io } = this;
  try {
    const settings = await resolveSettings(io, flags);
    const shown: Shown[] = settingNames.flatMap((setting) => {
      const sourced: Sourced<unknown> | undefined = settings[setting];
      return sourced ? [{ setting, ...sourced }] : [];
    });
    // Whether there is one is worth knowing; what it is, nobody is told.
    if (io.env.ASYNCSTATUS_PASSWORD) {
      const value = "(hidden)";
      shown.push({
        setting: "password",
        value,
        layer: "environment",
        source: "ASYNCSTATUS_PASSWORD",
      });
    }
    if (flags.json) io.stdout.write(`${printableJson(shown, 2)}\n`);
    else io.stdout.write(tableOf(shown));
    this.process.exitCode = exitCodes.succeeded.code;
  } catch (error) {
    fail(this, error);
  }
}

function tableOf(shown: readonly Shown[]): string {
  if (shown.length === 0) return "no settings: see `asyncstatus --help`\n";
  const rows = shown.map(
    ({ setting, value, source }) => [setting, textOf(setting, value), source] as const,
  );
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map(
      ([setting, value, source]) =>
        `${setting.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${source}\n`,
    )
    .join("");
}

function textOf(setting: string, value: unknown): string {
  const isSetting = (settingNames as readonly string[]).includes(setting);
  const kind = isSetting ? definitionOf(setting as SettingName).kind : "text";
  if (kind === "duration") return formatElapsed(Number(value));
  return printable(Array.isArray(value) ? value.join(", ") : String(value));
}
