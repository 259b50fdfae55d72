import { connect, type Sbc } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import type { ServedDevice } from "./serve-devices.ts";

/** Returns a function that connects to one of the devices by its host. */
export function connectTo(
  devices: readonly ServedDevice[],
  { statusLagMs, onRequest }: { statusLagMs: number; onRequest?: () => void },
): (host: string) => Promise<Sbc> {
  const served = new Map(devices.map((device) => [new URL(device.url).host, device]));
  return async (host) => {
    const device = served.get(host);
    if (!device) throw new Error(`There is no device ${host}.`);
    const transport = undiciTransport({ tls: { ca: device.certificatePem } });
    return connect({
      host: device.url,
      credentials: device,
      statusLagMs,
      transport: {
        request(request) {
          onRequest?.();
          return transport.request(request);
        },
        close: () => transport.close(),
      },
    });
  };
}
