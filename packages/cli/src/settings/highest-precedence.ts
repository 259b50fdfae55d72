import { UsageError } from "../errors.ts";
import { comparePrecedence, type Settings, type Sourced } from "./resolve-settings.ts";
import type { SettingName } from "./setting-definitions.ts";

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
  const [name] = names;
  const [first, second] = name ? given.sort(comparePrecedence(name)) : given;
  if (first && first.layer === second?.layer && first.trust === second.trust) {
    throw new UsageError(`${first.source} and ${second.source} can't be combined`);
  }
  return (first ? { [first.name]: settings[first.name] } : {}) as {
    [Each in Name]?: Settings[Each];
  };
}
