import type { Transport } from "@asyncstatus/client";

/** Sends requests over plain HTTP, which the client's own transports refuse. */
export function httpTransport(): Transport {
  return {
    async request({ method, url, headers, body }) {
      const plain = new URL(url);
      plain.protocol = "http:";
      const response = await fetch(plain, { method, headers, body: body ?? null });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      };
    },
    close: async () => {},
  };
}
