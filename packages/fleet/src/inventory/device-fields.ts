import type { InventoryDevice } from "./inventory.ts";

/** The names of the properties of a device in a fleet. */
export const deviceFieldNames = ["site", "region", "labels", "pair", "group"] as const;

/** Properties of a device in a fleet. */
export type DeviceFields = Omit<InventoryDevice, "host">;

/**
 * Checks a field of a device in an inventory.
 *
 * @returns The reason why the value is invalid.
 */
export function deviceFieldProblem(
  name: (typeof deviceFieldNames)[number],
  value: unknown,
): string | undefined {
  if (name !== "labels") {
    return isText(value) ? undefined : `${name}: expected a text of up to ${maxLength} characters`;
  }
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isMap && Object.entries(value).every((entry) => entry.every(isText))) return undefined;
  return `labels: expected texts by name, each of up to ${maxLength} characters`;
}

const maxLength = 100;

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "" && value.length <= maxLength;
}
