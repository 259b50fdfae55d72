import { shellWord } from "../program-name.ts";
import type { Settings, Sourced } from "./resolve-settings.ts";
import { definitionOf, flagOf, type SettingName, settingNames } from "./setting-definitions.ts";

// What another command for the same device says for itself.
const notRepeated: readonly SettingName[] = [
  "host",
  "timeout",
  "waitForIdle",
  "waitForLock",
  "concurrency",
];

/** The flags that a command which goes on with the same device has to repeat. */
export function flagsToRepeat(settings: Settings): string {
  return settingNames
    .filter((name) => !notRepeated.includes(name))
    .flatMap((name) => {
      const sourced: Sourced<unknown> | undefined = settings[name];
      if (sourced?.layer !== "flag") return [];
      const { kind } = definitionOf(name);
      if (kind === "switch") return [` ${flagOf(name)}`];
      const written = kind === "duration" ? `${sourced.value}ms` : String(sourced.value);
      return [` ${flagOf(name)} ${shellWord(written)}`];
    })
    .join("");
}
