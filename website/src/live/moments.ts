import type { Entry } from "./lane.ts";
import type { Play } from "./play.ts";

/** The moments at which something comes to pass on either side, in milliseconds: what one steps through. */
export function momentsOf({ naive, ours }: Play): readonly number[] {
  const times = [naive, ours].flatMap(({ entries, endMs }) => [
    ...entries.map(({ atMs }) => atMs),
    endMs,
  ]);
  return [...new Set(times)].sort((a, b) => a - b);
}

/** An entry, as it stands at a moment. */
export type SeenEntry = Entry & {
  /** Its place on its side, from 0. */
  readonly index: number;
  /** Whether it is of this very moment. */
  readonly isNew: boolean;
};

/** What is seen of a side at a moment, the newest first. */
export function seenAt(entries: readonly Entry[], atMs: number): readonly SeenEntry[] {
  return entries
    .map((entry, index) => ({ ...entry, index, isNew: entry.atMs === atMs }))
    .filter((entry) => entry.atMs <= atMs)
    .reverse();
}

/** A time, as in `0.3 s` or `25 min 00 s`. */
export function timeWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
