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
    const given = tls ? { tls } : {};
    // Loaded where it is needed only: it takes most of the time of a start.
    if (!("bun" in process.versions)) {
      const { undiciTransport } = await import("./transport/undici-transport.ts");
      return undiciTransport(given);
    }
    // What Bun gives whoever imports undici is an imitation.
    const { httpsTransport } = await import("./transport/https-transport.ts");
    return httpsTransport(given);
  });
}
