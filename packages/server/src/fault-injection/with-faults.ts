import { operationNameValues, restVersions } from "@asyncstatus/model";
import type { Clock } from "@asyncstatus/model/clock";
import type { Device } from "../device/device.ts";
import type { FaultTarget } from "../device/faults/fault.ts";
import type { Handler } from "../handler/handler.ts";
import { HttpError } from "../handler/http-error.ts";
import { route } from "../handler/route.ts";
import { applyFault } from "./apply-fault.ts";

/** Wraps a handler so that it injects the faults of the device. */
export function withFaults(
  handler: Handler,
  device: Device,
  clock: Pick<Clock, "after" | "now" | "sleep">,
): Handler {
  return (request, connection) => {
    if (!device.hasFaults) return handler(request, connection);
    const fault = device.drawFault(namesOf(request));
    if (!fault) return handler(request, connection);
    const forward = async () => handler(request, connection);
    return applyFault(fault, { request, connection, device, clock, forward });
  };
}

/** Returns the names by which fault rules refer to a request; none if it is not one of the API. */
function namesOf(request: Request): readonly FaultTarget[] {
  const { pathname, searchParams } = new URL(request.url);
  const action = searchParams.get("action");
  const operation = operationNameValues.find((name) => name === action);
  try {
    const id = route(request.method, pathname, restVersions);
    return operation === undefined ? [id] : [id, operation];
  } catch (error) {
    if (error instanceof HttpError) return [];
    throw error;
  }
}
