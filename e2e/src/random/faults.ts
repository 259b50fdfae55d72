import { setTimeout } from "node:timers/promises";
import { type OperationDescriptor, type OperationId, operations } from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import type { Connection, Handler } from "@asyncstatus/server";
import type { RunRecord } from "./record.ts";
import type { Fault, PlannedFault } from "./scenario.ts";

const slowMs = 40;

/** Puts faults between a handler and its listener, and tells of each request and its answer. */
export function withFaults(
  handle: (request: Request) => Promise<Response>,
  faults: readonly PlannedFault[],
  record: RunRecord,
): Handler {
  const counts = new Map<OperationId | "any", number>();
  const count = (name: OperationId | "any") => {
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return nth;
  };

  return async (request, connection) => {
    const id = identify(request);
    const nths = { [id]: count(id), any: count("any") };
    const fault = faults.find(({ on, nth, times }) => {
      const now = nths[on];
      return now !== undefined && now >= nth && now < nth + times;
    });
    const action = new URL(request.url).searchParams.get("action");
    const name = `${id}${action ? ` ${action}` : ""} #${nths[id]}`;
    if (fault) {
      record.tell(`${name}: ${fault.what}, ${fault.taken ? "taken" : "not taken"}`);
      record.faults.push({ ...fault, on: id });
    }
    const toDevice = async () => {
      const answer = await handle(request);
      record.tell(`${name}: ${answer.status || "no answer, the device is off"}`);
      return answer;
    };
    const answer = fault ? await befall(fault, request, toDevice, connection) : await toDevice();
    if (answer.type === "error") connection.destroy();
    return answer;
  };
}

async function befall(
  { what, taken }: Fault,
  { headers }: Request,
  toDevice: () => Promise<Response>,
  connection: Connection,
): Promise<Response> {
  if (what === "slow" && !taken) await setTimeout(slowMs);
  const answer = taken || what === "slow" ? await toDevice() : undefined;
  switch (what) {
    case "slow":
      await setTimeout(taken ? slowMs : 0);
      return answer ?? Response.error();
    case "cut":
      return Response.error();
    case "hang":
      if (!connection.signal.aborted) {
        await new Promise((resolve) => connection.signal.addEventListener("abort", resolve));
      }
      return Response.error();
    case "cut in the body":
    case "half a body": {
      const body = new Uint8Array((await answer?.arrayBuffer()) ?? []);
      const half = body.subarray(0, body.length / 2);
      const status = answer?.status ?? 500;
      if (half.length === 0) return Response.error();
      if (what === "half a body") return new Response(half, { status });
      const length = { "content-length": String(body.length) };
      return new Response(thenCut(half, connection), { status, headers: length });
    }
    case "500":
      return refusal(500, "Unable to execute the request.");
    case "503, retry at once":
      return refusal(503, "Busy.", { "retry-after": "0" });
    case "503, retry in a second":
      return refusal(503, "Busy.", { "retry-after": "1" });
    case "401":
      return refusal(401, "Client not authorized.");
    case "garbage": {
      const echo = [...headers].map(([name, value]) => `<p>${name}: ${value}</p>`).join("");
      return new Response(`<html><body>${echo}</body></html>`);
    }
  }
}

function thenCut(part: Uint8Array, connection: Connection): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) connection.destroy();
      else controller.enqueue(part);
      sent = true;
    },
  });
}

function refusal(
  status: number,
  errorMessage: string,
  headers: Record<string, string> = {},
): Response {
  const messages = [{ errorMessage }];
  const body = encode("ErrorResponse", { data: {}, messages, links: [] });
  return new Response(body, { status, headers });
}

function identify({ method, url }: Request): OperationId {
  const { pathname } = new URL(url);
  const versioned = pathname.replace(/^\/rest\/v[\d.]+\//, "/rest/{version}/");
  for (const [id, operation] of Object.entries<OperationDescriptor>(operations)) {
    // Object.entries forgets that the keys of a constant are known.
    if (operation.method === method && operation.path === versioned) return id as OperationId;
  }
  throw new Error(`The client put ${method} ${pathname}, which is none of its requests.`);
}
