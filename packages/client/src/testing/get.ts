import type { TransportRequest } from "../transport/transport.ts";

/** A secret that must not occur in errors. */
export const token = "s3cr3t-t0k3n";

/** Creates a GET request with a token. */
export function get(url: URL, more: Partial<TransportRequest> = {}): TransportRequest {
  const headers = { authorization: `Bearer ${token}` };
  return { method: "GET", url, headers, timeoutMs: 5_000, ...more };
}
