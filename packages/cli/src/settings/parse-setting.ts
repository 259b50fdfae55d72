import { parseTime } from "@asyncstatus/contract/options";
import { UsageError } from "../errors.ts";
import { definitionOf, type SettingName, type SettingValue } from "./setting-definitions.ts";

/**
 * Parses a setting from an option, a variable or a file.
 *
 * @param place Prefix of error messages, as in `FILE:3: timeout`.
 * @throws {UsageError} If the value is invalid.
 */
export function parseSetting<Name extends SettingName>(
  name: Name,
  value: unknown,
  place?: string,
): SettingValue<Name> {
  const prefix = place === undefined ? "" : `${place}: `;
  // A file may be a link to another one, whose content must not be shown.
  const isInFile = place !== undefined && /:\d+: /.test(place);
  const invalid = (expected: string) =>
    new UsageError(
      `${prefix}expected ${expected}${isInFile ? "" : `, got ${JSON.stringify(value)}`}`,
    );
  // The definition that the value is parsed by determines its type.
  return parse(name, value, invalid) as SettingValue<Name>;
}

/** Parses a duration option. A number without a unit is in seconds. */
export function parseDurationOption(text: string): number {
  const ms = parseTime(text);
  if (ms === undefined) {
    throw new UsageError(`expected a time such as 90s, 15m or 1h, got ${JSON.stringify(text)}`);
  }
  return ms;
}

function parse(
  name: SettingName,
  value: unknown,
  invalid: (expected: string) => UsageError,
): SettingValue<SettingName> {
  const { kind, values, items: form } = definitionOf(name);
  switch (kind) {
    case "text":
      if (typeof value !== "string" || value === "") throw invalid("a text");
      if (values && !values.includes(value)) throw invalid(values.join(" or "));
      return value;
    case "list": {
      const items = typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value;
      const isList = Array.isArray(items) && items.every((item) => typeof item === "string");
      if (!isList || items.length === 0) throw invalid("one or more texts");
      if (form && !items.every((item) => form.pattern.test(item))) throw invalid(form.expected);
      return items;
    }
    case "switch":
      if (typeof value === "boolean") return value;
      if (value === "1" || value === "true") return true;
      if (value === "0" || value === "false" || value === "") return false;
      throw invalid("true or false");
    case "duration": {
      const ms = parseTime(String(value));
      if (ms === undefined) throw invalid("a time such as 90s, 15m or 1h");
      return ms;
    }
    case "count": {
      const count = Number(value);
      if (!Number.isInteger(count) || count < 1) throw invalid("a whole number, 1 or more");
      return count;
    }
  }
}
