// Checks of values that `JSON.parse` returned.

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

export const isText: Check = (value) => typeof value === "string";
export const isSwitch: Check = (value) => typeof value === "boolean";
export const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
export const isDuration: Check = (value) => Number.isFinite(value) && Number(value) >= 0;
export const isDate: Check = (value) =>
  typeof value === "string" && !Number.isNaN(Date.parse(value));
export const isOneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

/** Returns a check of an object: required fields, and optional ones. */
export function hasFields(required: Fields, optional: Fields = {}): Check {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const given = value as Readonly<Record<string, unknown>>;
    return (
      Object.entries(required).every(([name, check]) => check(given[name])) &&
      Object.entries(optional).every(
        ([name, check]) => given[name] === undefined || check(given[name]),
      )
    );
  };
}
