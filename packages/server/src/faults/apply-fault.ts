import { restVersions } from "@asyncstatus/model";
import type { Clock } from "@asyncstatus/model/clock";
import type { Device } from "../device/device.ts";
import { unauthorized } from "../handler/authorization.ts";
import type { Connection } from "../handler/handler.ts";
import { HttpError } from "../handler/http-error.ts";
import { type ResponseFormat, respondError } from "../handler/respond.ts";
import { versionOf } from "../handler/route.ts";
import { garbagePage, hugeBody, partThenReset, theseBytes } from "./bodies.ts";
import type { Fault } from "./fault.ts";

/** One exchange that something goes wrong with. */
export interface Exchange {
  readonly request: Request;
  readonly connection: Connection;
  readonly device: Device;
  readonly clock: Pick<Clock, "sleep">;
  /** Has the device answer as it would. */
  readonly toDevice: () => Promise<Response>;
}

/** Lets a fault befall an exchange; the answer is what is left of it. */
export async function applyFault(fault: Fault, exchange: Exchange): Promise<Response> {
  const { device, connection, request, clock, toDevice } = exchange;
  switch (fault.fault) {
    case "slow": {
      const early = fault.accepted ? await toDevice() : undefined;
      if (await wasCut(clock.sleep(fault.delay, connection.signal))) return Response.error();
      return early ?? toDevice();
    }
    case "hang":
      if (fault.accepted) await toDevice();
      await gone(connection.signal);
      return Response.error();
    case "reset":
      if (fault.accepted) await toDevice();
      return Response.error();
    case "resetInBody": {
      const answer = await toDevice();
      const body = await bytesOf(answer);
      // Of an answer without a body, there is nothing to arrive before the reset.
      if (body.length < 2) return Response.error();
      const headers = { ...Object.fromEntries(answer.headers), "content-length": `${body.length}` };
      const part = partThenReset(body.subarray(0, body.length / 2), connection);
      return new Response(part, { status: answer.status, headers });
    }
    case "truncated": {
      const answer = await toDevice();
      const body = await bytesOf(answer);
      if (body.length === 0) return answer;
      return new Response(body.subarray(0, body.length / 2), answer);
    }
    case "garbage":
      if (fault.accepted) await toDevice();
      return garbagePage(request.headers);
    case "wrongType": {
      const answer = await toDevice();
      const { contentType = "text/html" } = fault;
      const headers = { ...Object.fromEntries(answer.headers), "content-type": contentType };
      return answer.body === null
        ? answer
        : new Response(answer.body, { status: answer.status, headers });
    }
    case "bytes":
      if (fault.accepted) await toDevice();
      return theseBytes(fault);
    case "huge":
      if (fault.accepted) await toDevice();
      return hugeBody(fault.bytes);
    case "status": {
      if (fault.accepted) await toDevice();
      const { status, message = "Unable to execute the request.", retryAfterSeconds } = fault;
      const headers =
        retryAfterSeconds === undefined ? {} : { "retry-after": `${retryAfterSeconds}` };
      return respondError(new HttpError(status, message, { headers }), formOf(exchange));
    }
    case "unauthorized":
      return respondError(unauthorized("Bearer"), formOf(exchange));
    case "reboot": {
      const answer = await toDevice();
      if (device.isUp()) device.act({ kind: "reboot" }, { by: "ACLI" });
      return answer;
    }
    case "switchover": {
      const answer = await toDevice();
      if (device.isUp()) device.switchOver();
      return answer;
    }
    case "clockRate":
      device.setClockRate(fault.rate);
      return toDevice();
  }
}

/** As the device would write an error. */
function formOf({ request, device }: Exchange): ResponseFormat {
  const { errorItems } = device.assumptions;
  return { version: versionOf(new URL(request.url).pathname, restVersions), errorItems };
}

async function bytesOf(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  return answer.type === "error" ? new Uint8Array() : new Uint8Array(await answer.arrayBuffer());
}

/** Whether the client went while one slept. */
async function wasCut(sleep: Promise<void>): Promise<boolean> {
  try {
    await sleep;
    return false;
  } catch {
    return true;
  }
}

function gone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
