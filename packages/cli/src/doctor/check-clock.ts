import { formatElapsed } from "../output/format-elapsed.ts";
import type { Check } from "../output/result.ts";

// HTTP dates are whole seconds, and an answer takes a while.
const toleranceMs = 60_000;

/**
 * Compares the clocks of the device and of this computer. Where they differ, certificates are judged by
 * the wrong date, and logs of the two cannot be laid side by side.
 *
 * @param date The `Date` header of an answer.
 */
export function checkClock(date: string | undefined, now: Date): Check {
  const check = "clock";
  const device = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(device))
    return { check, ok: true, finding: "the device does not tell the time" };
  const offMs = device - now.getTime();
  if (Math.abs(offMs) <= toleranceMs)
    return { check, ok: true, finding: "agrees with this computer's" };
  return {
    check,
    ok: false,
    finding: `the device's is ${formatElapsed(Math.abs(offMs))} ${offMs > 0 ? "ahead" : "behind"}`,
    mend: "Have both take the time from NTP.",
  };
}
