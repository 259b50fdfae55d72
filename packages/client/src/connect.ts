import { type ConnectOptions, connectWith } from "./connect-with.ts";
import type { Sbc } from "./sbc.ts";

/**
 * Logs in to a device.
 *
 * @throws {OptionError} If an option is invalid. Nothing was sent.
 * @throws {DeviceError} `unauthorized` if the device refuses the credentials, `not-found` if it does not
 *   serve the REST version.
 * @throws {TransportError} If the device cannot be reached, or its certificate is not trusted. In the
 *   latter case no credentials were sent.
 */
export function connect(options: ConnectOptions): Promise<Sbc> {
  return connectWith(options, async (tls) => {
    // Loaded on demand, because loading either takes longer than loading everything else.
    if ("bun" in process.versions) {
      // Bun replaces undici by an imitation of its own.
      const { httpsTransport } = await import("./transport/https-transport.ts");
      return httpsTransport(tls ? { tls } : {});
    }
    const { undiciTransport } = await import("./transport/undici-transport.ts");
    return undiciTransport(tls ? { tls } : {});
  });
}
