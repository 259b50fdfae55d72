import {
  type Answer,
  type AskedRequest,
  type Device,
  type Handler,
  systemClock,
  toHandler,
  withFaults,
} from "@asyncstatus/server";
import type { RunRecord } from "./record.ts";

/** Answers for a device with its faults, and tells of each request and what the device said to it. */
export function toldHandler(
  device: Device,
  handle: (request: AskedRequest) => Promise<Response>,
  record: RunRecord,
): Handler {
  const told: Answer = async (request) => {
    const answer = await handle(request);
    const { pathname, search } = new URL(request.url);
    const what = answer.status || "no answer, the device is off";
    record.tell(`${request.method} ${pathname}${search}: ${what}`);
    return answer;
  };
  return toHandler(withFaults(told, device, systemClock));
}
