import type { Clock } from "@asyncstatus/model/clock";
import type { Device } from "../device/device.ts";
import type { Handler } from "../handler/handler.ts";
import { applyFault } from "./apply-fault.ts";
import { identify } from "./identify.ts";

/** Puts the device's faults between its clients and whatever answers them. */
export function withFaults(handler: Handler, device: Device, clock: Pick<Clock, "sleep">): Handler {
  return (request, connection) => {
    if (!device.hasFaults || !device.isUp()) return handler(request, connection);
    const fault = device.drawFault(identify(request));
    if (!fault) return handler(request, connection);
    const toDevice = async () => handler(request, connection);
    return applyFault(fault, { request, connection, device, clock, toDevice });
  };
}
