import { shellWord } from "../program-name.ts";
import type { Layer, Settings, Sourced } from "./resolve-settings.ts";
import { definitionOf, flagOf, type SettingName, settingNames } from "./setting-definitions.ts";

// Another command for the same device has its own, or none.
const notRepeated: readonly SettingName[] = [
  "host",
  "timeout",
  "waitForIdle",
  "waitForLock",
  "concurrency",
  "acceptProbable",
];

/**
 * Returns the options that the next command for the same device must repeat.
 *
 * @param layers The sources whose settings that command doesn't have.
 */
export function flagsToRepeat(settings: Settings, layers: readonly Layer[] = ["flag"]): string {
  return settingNames
    .filter((name) => !notRepeated.includes(name))
    .flatMap((name) => {
      const sourced: Sourced<unknown> | undefined = settings[name];
      return sourced && layers.includes(sourced.layer) ? optionsOf(name, sourced.value) : [];
    })
    .join("");
}

/** Returns a setting as options. */
export function optionsOf(name: SettingName, value: unknown): string[] {
  const { kind } = definitionOf(name);
  if (value === undefined) return [];
  if (kind === "switch") return value === true ? [` ${flagOf(name)}`] : [];
  return [value]
    .flat()
    .map((one) => (kind === "duration" ? `${one}ms` : String(one)))
    .map((text) => ` ${flagOf(name)} ${shellWord(text)}`);
}
