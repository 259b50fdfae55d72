/** A measured quantity and its bound. */
export interface Figure {
  readonly what: string;
  /** One value per round, in `unit`. */
  readonly values: readonly number[];
  /** Suffix of a number, as in " s"; "×" for a ratio. */
  readonly unit: string;
  readonly bound?: Bound;
}

/** Limit of the median or, for exact figures, of the largest value. */
export type Bound =
  | { readonly of: "median" | "largest"; readonly atMost: number }
  | { readonly of: "median"; readonly atLeast: number };

/** Median and range of some numbers. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly largest: number;
}

/** @throws {RangeError} If there are no values or one is NaN. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const least = sorted[0];
  const largest = sorted.at(-1);
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (
    least === undefined ||
    largest === undefined ||
    lower === undefined ||
    upper === undefined ||
    values.some(Number.isNaN)
  ) {
    throw new RangeError(`Expected numbers, got [${values.join(", ")}].`);
  }
  return { median: (lower + upper) / 2, least, largest };
}

/** Tells whether a figure is within its bound; undefined if it has none. */
export function holds({ values, bound }: Figure): boolean | undefined {
  if (!bound) return undefined;
  const value = spreadOf(values)[bound.of];
  return "atMost" in bound ? value <= bound.atMost : value >= bound.atLeast;
}

/** Formats figures as a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { what, values, unit, bound } = figure;
    const { median, least, largest } = spreadOf(values);
    const spread = least === largest ? "" : ` (${round(least)} to ${round(largest)})`;
    const limit = bound ? `${bound.of} ${limitOf(bound)}${unit}` : "";
    const verdict = { true: "yes", false: "**NO**", undefined: "" }[`${holds(figure)}`];
    return `| ${what} | ${round(median)}${unit}${spread} | ${limit} | ${verdict} |`;
  });
  return [
    "| measured | median (smallest to largest) | bound | within bound |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function limitOf(bound: Bound): string {
  return "atMost" in bound ? `at most ${round(bound.atMost)}` : `at least ${round(bound.atLeast)}`;
}

function round(value: number): string {
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
