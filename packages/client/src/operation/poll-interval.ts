/** The poll intervals of a wait. */
export interface PollSchedule {
  /** The first interval. @default 250 */
  readonly firstMs: number;
  /** The longest interval in the first 100 seconds. @default 5000 */
  readonly longestMs: number;
  /** The interval after that, as a fraction of the time since the submission. @default 0.05 */
  readonly fraction: number;
}

/** The default schedule. */
export const defaultSchedule: PollSchedule = { firstMs: 250, longestMs: 5_000, fraction: 0.05 };

const growth = 1 / 8;
const longestBackOffMs = 60_000;

/**
 * Returns the time until the next poll. It is short at first, since most requests are short, and grows
 * so that an end is seen within five seconds or 5% of the duration. Each failed poll doubles it.
 *
 * @param elapsedMs The time since the submission.
 * @param failures The number of consecutive failed polls.
 * @param random A number from 0 to 1, for jitter, so that many waits do not poll at the same time.
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
