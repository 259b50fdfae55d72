import type { Transport } from "@asyncstatus/client";

/**
 * Sends over plain HTTP what the client means for HTTPS. The client refuses to speak it by itself, and
 * so do its transports.
 */
export function plainTransport(): Transport {
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
