/** When the slot is read again. All times in milliseconds. */
export interface PollSchedule {
  /** The first interval. @default 250 */
  readonly firstMs: number;
  /** The longest interval in the first 100 seconds. @default 5000 */
  readonly longestMs: number;
  /** The interval after that, as a fraction of the time since the submission. @default 0.05 */
  readonly fraction: number;
}

/** The schedule that is in force where none is given. */
export const defaultSchedule: PollSchedule = { firstMs: 250, longestMs: 5_000, fraction: 0.05 };

const growth = 1 / 8;
const longestBackOffMs = 60_000;

/**
 * How long to wait until the next look at the slot. Fast at first, since most requests are short;
 * then slower, so that an end is noticed within five seconds or a twentieth of what it took. Failed
 * looks double the interval each.
 *
 * @param sinceMs The time since the submission.
 * @param failures How many looks in a row have failed.
 * @param random A number from 0 to 1, for jitter: many waits shall not poll in step.
 */
export function pollInterval(
  schedule: PollSchedule,
  elapsedMs: number,
  failures: number,
  random: number,
): number {
  const early = Math.min(schedule.longestMs, Math.max(schedule.firstMs, elapsedMs * growth));
  const regular = Math.max(early, elapsedMs * schedule.fraction);
  const backOff = Math.min(longestBackOffMs, schedule.firstMs * 2 ** failures);
  return Math.max(regular, backOff) * (1 - 0.1 * random);
}
