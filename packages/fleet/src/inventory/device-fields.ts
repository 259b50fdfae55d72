import { escapeForTerminal } from "@asyncstatus/model/text";
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
    return isText(value) ? undefined : `${name}: expected ${expectedText}`;
  }
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isMap && Object.entries(value).every((entry) => entry.every(isText))) return undefined;
  return `labels: expected texts by name; a text is ${expectedText.slice(2)}`;
}

const maxLength = 100;
const expectedText = `a text of up to ${maxLength} characters, without control characters`;

function isText(value: unknown): boolean {
  if (typeof value !== "string" || value === "" || value.length > maxLength) return false;
  return escapeForTerminal(value) === value;
}
