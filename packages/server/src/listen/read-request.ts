import type { IncomingMessage } from "node:http";
import { goOn } from "../fetch/go-on.ts";
import { IncomingRequest } from "./incoming-request.ts";
import { headerValues } from "./raw-headers.ts";
import { readBody } from "./read-body.ts";
import { requestUrl } from "./request-url.ts";

/** What refuses a request, where part of it may be unread. */
export type RefusalStatus = 400 | 413;

/**
 * The request that came in, whole; or the status that refuses it. Not a promise where there is no body
 * to wait for.
 */
export function readRequest(
  incoming: IncomingMessage,
  maxBodyBytes: number,
): IncomingRequest | RefusalStatus | Promise<IncomingRequest | RefusalStatus> {
  const { method = "GET", url: target = "", rawHeaders } = incoming;
  const url = requestUrl(target, headerValues(rawHeaders, "host"));
  if (url === undefined) return 400;
  const whole = goOn(readBody(incoming, maxBodyBytes), (read) => {
    if (read === undefined) return 413;
    // Fetch knows of no body for these.
    const body = read.byteLength === 0 || method === "GET" || method === "HEAD" ? null : read;
    return new IncomingRequest({ method, url, rawHeaders, body });
  });
  // The body fails when the client goes before its end.
  return whole instanceof Promise ? whole.catch(() => 400) : whole;
}
