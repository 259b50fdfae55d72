import { UsageError } from "../usage-error.ts";
import { parseDuration } from "./parse-duration.ts";
import { definitionOf, type SettingName, type SettingValue } from "./setting-definitions.ts";

/**
 * Reads what was written for a setting, in a flag, a variable or a file.
 *
 * @throws {UsageError} that says what was expected, and not where.
 */
export function parseSetting<Name extends SettingName>(
  name: Name,
  written: unknown,
): SettingValue<Name> {
  // The definition that the value is read by is the one that its type comes from.
  return parse(name, written) as SettingValue<Name>;
}

/**
 * Reads what was written for a setting somewhere.
 *
 * @throws {UsageError} that says where, too.
 */
export function parseSettingAt(place: string, name: SettingName, written: unknown): unknown {
  try {
    return parse(name, written);
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${place}: ${error.message}`) : error;
  }
}

function parse(name: SettingName, written: unknown): SettingValue<SettingName> {
  const { kind, words } = definitionOf(name);
  const refuse = (what: string) =>
    new UsageError(`expected ${what}, got ${JSON.stringify(written)}`);
  switch (kind) {
    case "text":
      if (typeof written !== "string" || written === "") throw refuse("a text");
      if (words && !words.includes(written)) throw refuse(words.join(" or "));
      return written;
    case "list": {
      const items = typeof written === "string" ? written.split(/[\s,]+/).filter(Boolean) : written;
      const isList = Array.isArray(items) && items.every((item) => typeof item === "string");
      if (!isList || items.length === 0) throw refuse("one or more texts");
      return items;
    }
    case "switch":
      if (typeof written === "boolean") return written;
      if (written === "1" || written === "true") return true;
      if (written === "0" || written === "false" || written === "") return false;
      throw refuse("true or false");
    case "duration":
      return parseDuration(String(written));
    case "count": {
      const count = Number(written);
      if (!Number.isInteger(count) || count < 1) throw refuse("a whole number, 1 or more");
      return count;
    }
  }
}
