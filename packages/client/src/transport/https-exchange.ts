import { type Agent, request as requestOverHttps } from "node:https";
import { Failure, toFailure } from "./failure.ts";
import { joinedHeaders } from "./joined-headers.ts";
import { ResponseIntake } from "./response-reader.ts";
import type { TransportRequest, TransportResponse } from "./transport.ts";

/** One request that is under way. */
export interface HttpsExchange {
  /** @throws {TransportError} where there is no complete answer */
  readonly answer: Promise<TransportResponse>;
  /** Ends it. */
  cut(failure: Failure): void;
}

/** Puts one request by `node:https`, which never repeats one. */
export function httpsExchange(
  agent: Agent,
  request: TransportRequest,
  maxResponseBytes: number,
): HttpsExchange {
  const { promise, resolve, reject } = Promise.withResolvers<TransportResponse>();
  const intake = new ResponseIntake(maxResponseBytes);
  const { method, url, headers, body } = request;
  const outgoing = requestOverHttps(url, { agent, method, headers: { ...headers } });
  let sending = false;

  const cut = (error: unknown): void => {
    reject(toFailure(error, intake.headersCame).toTransportError(request, !sending));
    outgoing.destroy();
  };
  /** What the platform calls must not throw: nobody would catch it. */
  const guarded = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      cut(error);
    }
  };

  // Emitted when a connection is assigned, just before the request is written to it.
  outgoing.once("socket", () => {
    sending = true;
  });
  outgoing.on("error", cut);
  outgoing.on("continue", () => cut(new Failure("malformed-response", "a 100 was not asked for")));
  outgoing.on("response", (incoming) => {
    // Data comes in a later turn, so that an answer that is refused here is never read.
    guarded(() => intake.head(incoming.statusCode ?? 0, joinedHeaders(incoming.headers)));
    incoming.on("data", (chunk: Uint8Array) => guarded(() => intake.data(chunk)));
    incoming.on("error", cut);
    incoming.on("end", () => guarded(() => resolve(intake.end())));
  });
  outgoing.end(body);
  return { answer: promise, cut };
}
