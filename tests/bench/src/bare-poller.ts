import { connect, type TransportRequest, undiciTransport } from "@asyncstatus/client";
import { Pool } from "undici";
import type { ServedDevice } from "./serve-devices.ts";

/** What polls a device with nothing around undici's own `request`. */
export interface BarePoller {
  poll(): Promise<Uint8Array>;
}

/** Repeats the request by which a client polls, headers and all, by undici alone. */
export async function barePoller(device: ServedDevice): Promise<BarePoller> {
  const { method, url, headers } = await pollOfClient(device);
  const pool = new Pool(url.origin, {
    connect: { ca: device.certificatePem },
    keepAliveTimeout: 60_000,
  });
  const request = { method, path: url.pathname, headers };
  return {
    async poll() {
      const { statusCode, body } = await pool.request(request);
      const bytes = await body.bytes();
      if (statusCode !== 200) throw new Error(`Expected 200, got ${statusCode}.`);
      return bytes;
    },
  };
}

/** The request by which a client polls a device. */
export async function pollOfClient(device: ServedDevice): Promise<TransportRequest> {
  const transport = undiciTransport({ tls: { ca: device.certificatePem } });
  const requests: TransportRequest[] = [];
  await using sbc = await connect({
    host: device.url,
    credentials: device,
    transport: {
      request(request) {
        requests.push(request);
        return transport.request(request);
      },
      close: () => transport.close(),
    },
  });
  await sbc.status();
  const poll = requests.at(-1);
  if (!poll) throw new Error("unreachable: the client has sent requests");
  return poll;
}
