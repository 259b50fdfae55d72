import type { Play } from "./play.ts";
import type { Entry } from "./timeline.ts";

/** Returns the times in milliseconds at which an entry is added on either side. */
export function stepTimes({ naive, client }: Play): readonly number[] {
  const times = [naive, client].flatMap(({ entries, endMs }) => [
    ...entries.map(({ atMs }) => atMs),
    endMs,
  ]);
  return [...new Set(times)].sort((a, b) => a - b);
}

/** Entry that is visible at a step. */
export type VisibleEntry = Entry & {
  /** 0-based position in the timeline. */
  readonly index: number;
  /** True if the step adds it. */
  readonly isNew: boolean;
};

/** Returns the visible entries of a side, newest first. */
export function visibleAt(entries: readonly Entry[], atMs: number): readonly VisibleEntry[] {
  return entries
    .map((entry, index) => ({ ...entry, index, isNew: entry.atMs === atMs }))
    .filter((entry) => entry.atMs <= atMs)
    .reverse();
}

/** Formats a time, as in `0.3 s` or `25 min 00 s`. */
export function formatTime(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
