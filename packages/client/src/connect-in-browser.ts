import { type ConnectOptions, connectWith } from "./connect-with.ts";
import { OptionError } from "./errors/option-error.ts";
import type { Sbc } from "./sbc.ts";
import { fetchTransport } from "./transport/fetch-transport.ts";

/**
 * Logs in to a device. Uses the browser's `fetch` unless `transport` is set.
 *
 * @throws {OptionError} If an option is invalid. Nothing was sent.
 * @throws {DeviceError} `unauthorized` if the device refuses the credentials, `not-found` if it does not
 *   serve the REST version.
 * @throws {TransportError} If the device cannot be reached, or its certificate is not trusted. In the
 *   latter case no credentials were sent.
 */
export function connect(options: ConnectOptions): Promise<Sbc> {
  return connectWith(options, (tls) => {
    if (!tls) return fetchTransport();
    throw new OptionError(
      "tls",
      "a browser checks certificates itself; omit it or set `transport`",
    );
  });
}
