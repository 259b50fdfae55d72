import { restVersions } from "@asyncstatus/model";
import type { Clock } from "@asyncstatus/model/clock";
import type { Device } from "../device/device.ts";
import { toMs } from "../device/duration.ts";
import type { Fault } from "../device/faults/fault.ts";
import { unauthorized } from "../handler/authorization.ts";
import type { Connection } from "../handler/handler.ts";
import { HttpError } from "../handler/http-error.ts";
import { type ResponseFormat, respondError } from "../handler/respond.ts";
import { versionOf } from "../handler/route.ts";
import { bytesResponse, garbagePage, hugeResponse, partThenReset } from "./bodies.ts";

/** An exchange to inject a fault into. */
export interface Exchange {
  readonly request: Request;
  readonly connection: Connection;
  readonly device: Device;
  readonly clock: Pick<Clock, "after" | "now" | "sleep">;
  /** Forwards the request to the device. */
  readonly forward: () => Promise<Response>;
}

/** Applies a fault to a request and returns the resulting response. */
export async function applyFault(fault: Fault, exchange: Exchange): Promise<Response> {
  const { device, connection, request, clock, forward } = exchange;
  const early = "accepted" in fault && fault.accepted ? await forward() : undefined;
  switch (fault.fault) {
    case "slow":
      try {
        await clock.sleep(toMs(fault.delay), connection.signal);
      } catch {
        // The client has disconnected.
        return Response.error();
      }
      return early ?? forward();
    case "late":
      return forwardLate(toMs(fault.delay), exchange);
    case "hang":
      await aborted(connection.signal);
      return Response.error();
    case "reset":
      return Response.error();
    case "resetInBody": {
      const response = await forward();
      const body = await bytesOf(response);
      // Too short to send a part of it.
      if (body.length < 2) return Response.error();
      const part = partThenReset(body.subarray(0, body.length / 2), connection);
      return withBody(response, part, { "content-length": `${body.length}` });
    }
    case "truncated": {
      const response = await forward();
      const body = await bytesOf(response);
      if (body.length === 0) return response;
      return withBody(response, body.subarray(0, body.length / 2));
    }
    case "garbage":
      return garbagePage(request.headers);
    case "wrongType": {
      const response = await forward();
      const { contentType = "text/html" } = fault;
      if (response.body === null) return response;
      return withBody(response, response.body, { "content-type": contentType });
    }
    case "bytes":
      return bytesResponse(fault);
    case "huge":
      return hugeResponse(fault.bytes);
    case "status": {
      const { status, message = "Unable to execute the request.", retryAfterSeconds } = fault;
      const headers =
        retryAfterSeconds === undefined ? {} : { "retry-after": `${retryAfterSeconds}` };
      return respondError(new HttpError(status, message, { headers }), formatOf(exchange));
    }
    case "unauthorized":
      return respondError(unauthorized("Bearer"), formatOf(exchange));
    case "reboot": {
      const response = await forward();
      if (device.isUp()) device.reboot();
      return response;
    }
    case "switchover": {
      const response = await forward();
      if (device.isUp()) device.switchOver();
      return response;
    }
    case "clockRate":
      device.setClockRate(fault.rate);
      return forward();
  }
}

/** Forwards a request after a delay, also if the client disconnects meanwhile. */
async function forwardLate(
  delayMs: number,
  { clock, connection, forward }: Exchange,
): Promise<Response> {
  const dueAt = clock.now() + delayMs;
  try {
    await clock.sleep(delayMs, connection.signal);
  } catch {
    clock.after(dueAt - clock.now(), () => void forward());
    return Response.error();
  }
  return forward();
}

/** The format in which the device writes errors. */
function formatOf({ request, device }: Exchange): ResponseFormat {
  const { errorItems } = device.assumptions;
  return { version: versionOf(new URL(request.url).pathname, restVersions), errorItems };
}

function withBody(
  response: Response,
  body: ConstructorParameters<typeof Response>[0],
  headers?: Record<string, string>,
): Response {
  return new Response(body, {
    status: response.status,
    headers: { ...Object.fromEntries(response.headers), ...headers },
  });
}

async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  return response.type === "error"
    ? new Uint8Array()
    : new Uint8Array(await response.arrayBuffer());
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
