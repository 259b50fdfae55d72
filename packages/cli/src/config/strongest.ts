import { UsageError } from "../usage-error.ts";
import type { Layer, Settings, Sourced } from "./resolve-settings.ts";
import { flagOf, type SettingName } from "./setting-definitions.ts";

const layers: readonly Layer[] = ["flag", "inventory", "environment", "folder", "user"];

/**
 * Of settings that exclude one another, the one of the strongest place: a flag puts aside what a file says
 * in other words.
 *
 * @throws {UsageError} where one place has two of them.
 */
export function strongest<Name extends SettingName>(
  settings: Settings,
  names: readonly Name[],
): { readonly [Each in Name]?: Settings[Each] } {
  const given = names.flatMap((name) => {
    const sourced: Sourced<unknown> | undefined = settings[name];
    return sourced && sourced.value !== false ? [{ name, ...sourced }] : [];
  });
  const layer = layers.find((one) => given.some((setting) => setting.layer === one));
  const found = given.filter((setting) => setting.layer === layer);
  const [first, second] = found;
  if (first && second) {
    throw new UsageError(
      `${first.source} and ${second.source} exclude one another`,
      `Give one of ${names.map(flagOf).join(", ")}.`,
    );
  }
  // Picks from the same object whose type is given back.
  return (first ? { [first.name]: settings[first.name] } : {}) as {
    [Each in Name]?: Settings[Each];
  };
}
