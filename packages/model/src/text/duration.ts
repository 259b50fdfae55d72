const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** The texts that {@link parseDuration} accepts. */
export const durationPattern: RegExp = /^(\d{1,9}(?:\.\d{1,9})?) *(ms|s|m|min|h|d)$/;

/**
 * Parses a duration such as `500 ms`, `90s`, `15 min`, `15m`, `1.5h` or `30 d`.
 *
 * @returns Milliseconds; `undefined` if the text is not a duration.
 */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = ""] = durationPattern.exec(text) ?? [];
  const factor = unitsMs[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

/** Formats milliseconds as `0.3 s`, `42 s`, `1 min 5 s` or `2 h 3 min`. */
export function formatDuration(ms: number): string {
  const tenths = Math.round(ms / 100);
  if (tenths < 600) return `${tenths / 10} s`;
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(" ");
}
