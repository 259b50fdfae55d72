import type { TransportRequest } from "../transport.ts";

/** No error may show it. */
export const token = "s3cr3t-t0k3n";

/** A GET with a token. */
export function get(url: URL, more: Partial<TransportRequest> = {}): TransportRequest {
  const headers = { authorization: `Bearer ${token}` };
  return { method: "GET", url, headers, timeoutMs: 5_000, ...more };
}
