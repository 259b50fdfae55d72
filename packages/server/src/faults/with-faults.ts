import type { Clock } from "@asyncstatus/model/clock";
import type { Device } from "../device/device.ts";
import type { Answer } from "../fetch/answer.ts";
import { befall } from "./befall.ts";
import { identify } from "./identify.ts";

/** Puts the device's faults between its clients and whatever answers them. */
export function withFaults(answer: Answer, device: Device, clock: Pick<Clock, "sleep">): Answer {
  return (request, connection) => {
    if (!device.hasFaults || !device.isUp()) return answer(request, connection);
    const fault = device.drawFault(identify(request));
    if (!fault) return answer(request, connection);
    const toDevice = async () => answer(request, connection);
    return befall(fault, { request, connection, device, clock, toDevice });
  };
}
