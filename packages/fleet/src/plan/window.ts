import { formatDuration } from "@asyncstatus/model/text";
import type { Day, Window } from "./plan.ts";

const days: readonly Day[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const minuteMs = 60_000;

/** Returns the reason why a window is invalid. */
export function windowProblem({
  timezone,
  from,
  to,
  lastStartMs,
}: Pick<Window, "timezone" | "from" | "to" | "lastStartMs">):
  | { readonly key: "timezone" | "to" | "lastStart"; readonly message: string }
  | undefined {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
  } catch {
    return { key: "timezone", message: "unknown time zone; expected one such as Europe/Berlin" };
  }
  if (from === to) return { key: "to", message: "must differ from from" };
  const dayMs = 24 * 60 * minuteMs;
  const openMs = (msOf(to) - msOf(from) + dayMs) % dayMs;
  if (lastStartMs < openMs) return undefined;
  const message = `must be shorter than the window, which is open for ${formatDuration(openMs)}`;
  return { key: "lastStart", message };
}

function msOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * minuteMs;
}

/** Returns true if units may be started at a time: the window is open, and stays so for `lastStart`. */
export function mayStartAt(window: Window, atMs: number): boolean {
  const local = localTime(window.timezone);
  return isOpen(window, local(atMs)) && isOpen(window, local(atMs + window.lastStartMs));
}

/**
 * Returns the next time at which units may be started, to the minute; `undefined` if there is none within
 * eight days.
 */
export function nextStart(window: Window, afterMs: number): number | undefined {
  const local = localTime(window.timezone);
  const first = Math.ceil(afterMs / minuteMs) * minuteMs;
  for (let atMs = first; atMs < first + 8 * 24 * 60 * minuteMs; atMs += minuteMs) {
    if (
      isOpen(window, local(atMs)) &&
      (window.lastStartMs === 0 || isOpen(window, local(atMs + window.lastStartMs)))
    ) {
      return atMs;
    }
  }
  return undefined;
}

interface LocalTime {
  readonly day: Day;
  /** As in `22:00`. */
  readonly time: string;
}

function isOpen({ days: open = days, from, to }: Window, { day, time }: LocalTime): boolean {
  if (from < to) return open.includes(day) && from <= time && time < to;
  const before = days[(days.indexOf(day) + 6) % 7] as Day;
  return (open.includes(day) && from <= time) || (open.includes(before) && time < to);
}

/** Returns the local time of a time zone. Intl knows its rules. */
function localTime(timeZone: string): (atMs: number) => LocalTime {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (atMs) => {
    const parts = Object.fromEntries(
      format.formatToParts(atMs).map(({ type, value }) => [type, value]),
    );
    return {
      day: String(parts.weekday).toLowerCase() as Day,
      time: `${parts.hour}:${parts.minute}`,
    };
  };
}
