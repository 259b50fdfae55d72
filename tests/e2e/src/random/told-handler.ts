import { type Device, type Handler, systemClock, withFaults } from "@asyncstatus/server";
import type { RunRecord } from "./record.ts";

/** Answers for a device with its faults, and tells of each request and what the device said to it. */
export function toldHandler(device: Device, handle: Handler, record: RunRecord): Handler {
  const told: Handler = async (request, connection) => {
    const answer = await handle(request, connection);
    const { pathname, search } = new URL(request.url);
    const what = answer.status || "no answer, the device is off";
    record.tell(`${request.method} ${pathname}${search}: ${what}`);
    return answer;
  };
  return withFaults(told, device, systemClock);
}
