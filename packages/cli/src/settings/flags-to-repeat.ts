import { shellWord } from "../program-name.ts";
import type { Settings, Sourced } from "./resolve-settings.ts";
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

/** Returns the options that the next command for the same device must repeat. */
export function flagsToRepeat(settings: Settings): string {
  return settingNames
    .filter((name) => !notRepeated.includes(name))
    .flatMap((name) => {
      const sourced: Sourced<unknown> | undefined = settings[name];
      if (sourced?.layer !== "flag") return [];
      const { kind } = definitionOf(name);
      if (kind === "switch") return [` ${flagOf(name)}`];
      if (Array.isArray(sourced.value)) {
        return sourced.value.map((value) => ` ${flagOf(name)} ${shellWord(String(value))}`);
      }
      const value = kind === "duration" ? `${sourced.value}ms` : String(sourced.value);
      return [` ${flagOf(name)} ${shellWord(value)}`];
    })
    .join("");
}
