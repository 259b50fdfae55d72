import { UsageError } from "../errors.ts";
import { layers, type Settings, type Sourced } from "./resolve-settings.ts";
import { flagOf, type SettingName } from "./setting-definitions.ts";

/**
 * Selects the setting with the highest precedence from mutually exclusive ones.
 *
 * @throws {UsageError} If one layer sets two of them.
 */
export function highestPrecedence<Name extends SettingName>(
  settings: Settings,
  names: readonly Name[],
): { readonly [Each in Name]?: Settings[Each] } {
  const given = names.flatMap((name) => {
    const sourced: Sourced<unknown> | undefined = settings[name];
    return sourced && sourced.value !== false ? [{ name, ...sourced }] : [];
  });
  const layer = layers.find((one) => given.some((setting) => setting.layer === one));
  const [first, second] = given.filter((setting) => setting.layer === layer);
  if (first && second) {
    throw new UsageError(
      `${first.source} and ${second.source} can't be combined`,
      `Use one of ${names.map(flagOf).join(", ")}.`,
    );
  }
  return (first ? { [first.name]: settings[first.name] } : {}) as {
    [Each in Name]?: Settings[Each];
  };
}
