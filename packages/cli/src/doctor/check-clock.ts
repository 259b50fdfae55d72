import { formatDuration } from "@asyncstatus/model/text";
import type { Check } from "../run/command-result.ts";

// HTTP dates have whole seconds, and responses take time.
const toleranceMs = 60_000;

/**
 * Compares the clocks of the device and this computer. If they differ, certificates are checked against the
 * wrong date, and logs can't be compared.
 *
 * @param date `Date` header of a response.
 */
export function checkClock(date: string | undefined, now: Date): Check {
  const check = "clock";
  const device = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(device)) return { check, ok: true, finding: "the device reports no time" };
  const differenceMs = device - now.getTime();
  if (Math.abs(differenceMs) <= toleranceMs) {
    return { check, ok: true, finding: "agrees with this computer" };
  }
  const direction = differenceMs > 0 ? "ahead" : "behind";
  const finding = `the device is ${formatDuration(Math.abs(differenceMs))} ${direction}`;
  return { check, ok: false, finding, fix: "Synchronize both with NTP." };
}
