import { type ConnectOptions, connectWith } from "./connect-with.ts";
import type { Sbc } from "./sbc.ts";

/**
 * Logs in to a device.
 *
 * @throws {OptionError} where an option cannot be used. Nothing was sent.
 * @throws {DeviceError} `unauthorized` where the credentials are refused, `not-found` where the device
 *   does not serve the REST version.
 * @throws {TransportError} where the device cannot be reached, or does not prove who it is: then no
 *   credential has left this computer.
 */
export function connect(options: ConnectOptions): Promise<Sbc> {
  return connectWith(options, async (tls) => {
    // Loaded where it is needed only: it takes most of the time of a start.
    const { undiciTransport } = await import("./transport/undici-transport.ts");
    return undiciTransport(tls ? { tls } : {});
  });
}
