import type { IncomingHttpHeaders } from "node:http";
import type { TransportResponse } from "./transport.ts";

/** What Node.js makes of an answer's headers, with the values of a repeated one in one text. */
export function joinedHeaders(headers: IncomingHttpHeaders): TransportResponse["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = ""]) => [
      name,
      typeof value === "string" ? value : value.join(", "),
    ]),
  );
}
