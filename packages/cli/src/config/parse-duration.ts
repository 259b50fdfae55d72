import { UsageError } from "../usage-error.ts";

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * A length of time in milliseconds, from `500ms`, `90s`, `15m`, `1.5h` or `30 d`; a number alone is seconds.
 *
 * @throws {UsageError} where it is not one.
 */
export function parseDuration(text: string): number {
  const [, number, unit = "s"] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)?$/.exec(text) ?? [];
  const factor = unitsMs[unit];
  if (number === undefined || factor === undefined) {
    throw new UsageError(`expected a time such as 90s, 15m or 1h, got ${JSON.stringify(text)}`);
  }
  return Number(number) * factor;
}
