import { evenly } from "./evenly.ts";
import { type Figure, spreadOf } from "./figure.ts";
import { type VirtualWait, virtualWait } from "./virtual-wait.ts";

export interface FixedIntervalScale {
  readonly operations: number;
}

/** How somebody waited for an operation. */
export type Waited = Pick<VirtualWait, "durationMs" | "delayMs" | "polls">;

const shortestMs = 1_000;
const longestMs = 3_600_000;

/**
 * A wait against looking at a fixed interval: how many looks, and how long after the end it is known. All
 * lengths of operations from one second to an hour occur, each doubling as often as the next.
 *
 * An interval that costs as many looks in all is found for it, so that the delays alone differ. Looking at an
 * interval needs no device: an answer takes no time here.
 */
export async function fixedInterval(
  { operations }: FixedIntervalScale = { operations: 200 },
): Promise<Figure[]> {
  const random = evenly();
  const waits: VirtualWait[] = [];
  for (let i = 0; i < operations; i += 1) {
    const durationMs = shortestMs * (longestMs / shortestMs) ** (i / (operations - 1));
    waits.push(await virtualWait(durationMs, random));
  }
  const at = (intervalMs: number) =>
    waits.map(({ durationMs }) => lookEvery(intervalMs, durationMs));
  const seconds = [1, 2, 3] as const;
  const many = `${operations} operations of 1 s to 1 h`;
  const equalMs = intervalOfCost(sum(waits), (intervalMs) => sum(at(intervalMs)));
  return [
    ...seconds.map(
      (every): Figure => ({
        what: `polls in all, wait to every ${every} s, ${many}`,
        values: [sum(waits) / sum(at(every * 1_000))],
        unit: "×",
      }),
    ),
    {
      what: `interval with as many polls as the wait, ${many}`,
      values: [equalMs / 1_000],
      unit: " s",
    },
    { what: `delay to the length, wait, ${many}`, values: relative(waits), unit: " %" },
    ...[...seconds.map((every) => every * 1_000), equalMs].map((intervalMs, i): Figure => {
      const every = seconds[i] === undefined ? "at that interval" : `every ${seconds[i]} s`;
      return {
        what: `delay to the length, ${every}, ${many}`,
        values: relative(at(intervalMs)),
        unit: " %",
      };
    }),
    {
      what: `largest delay to the length, wait to that interval, ${many}`,
      values: [spreadOf(relative(waits)).largest / spreadOf(relative(at(equalMs))).largest],
      unit: "×",
      bound: { of: "largest", atMost: 1 },
    },
  ];
}

/** Looks at once, and then at an interval, until the operation has ended. */
export function lookEvery(intervalMs: number, durationMs: number): Waited {
  const looks = Math.ceil(durationMs / intervalMs);
  return { durationMs, delayMs: looks * intervalMs - durationMs, polls: looks + 1 };
}

function sum(waits: readonly Waited[]): number {
  return waits.reduce((polls, wait) => polls + wait.polls, 0);
}

function relative(waits: readonly Waited[]): number[] {
  return waits.map(({ delayMs, durationMs }) => (100 * delayMs) / durationMs);
}

/** The interval that costs as many polls, to the millisecond: the longer, the fewer. */
function intervalOfCost(polls: number, costOf: (intervalMs: number) => number): number {
  let [least, largest] = [1, longestMs];
  while (largest - least > 1) {
    const middle = Math.floor((least + largest) / 2);
    if (costOf(middle) > polls) least = middle;
    else largest = middle;
  }
  return largest;
}
