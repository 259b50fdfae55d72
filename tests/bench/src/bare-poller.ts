import { connect, type TransportRequest } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import { Pool } from "undici";
import type { ServedDevice } from "./serve-devices.ts";

/** Repeats the client's poll, headers included, with undici alone. */
export async function barePoller(device: ServedDevice): Promise<() => Promise<Uint8Array>> {
  const { method, url, headers } = await clientPoll(device);
  const pool = new Pool(url.origin, {
    connect: { ca: device.certificatePem },
    keepAliveTimeout: 60_000,
  });
  const request = { method, path: url.pathname, headers };
  return async () => {
    const { statusCode, body } = await pool.request(request);
    const bytes = await body.bytes();
    if (statusCode !== 200) throw new Error(`Expected 200, got ${statusCode}.`);
    return bytes;
  };
}

async function clientPoll(device: ServedDevice): Promise<TransportRequest> {
  const transport = undiciTransport({ tls: { ca: device.certificatePem } });
  let last: TransportRequest | undefined;
  await using sbc = await connect({
    host: device.url,
    credentials: device,
    transport: {
      request(request) {
        last = request;
        return transport.request(request);
      },
      close: () => transport.close(),
    },
  });
  await sbc.status();
  if (!last) throw new Error("The client sent no request.");
  return last;
}
