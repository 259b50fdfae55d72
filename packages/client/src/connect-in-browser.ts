import { type ConnectOptions, connectWith } from "./connect-with.ts";
import { OptionError } from "./errors/option-error.ts";
import type { Sbc } from "./sbc.ts";
import { fetchTransport } from "./transport/fetch-transport.ts";

/**
 * Logs in to a device, by the browser's `fetch` where no `transport` is given.
 *
 * @throws {OptionError} where an option cannot be used. Nothing was sent.
 * @throws {DeviceError} `unauthorized` where the credentials are refused, `not-found` where the device
 *   does not serve the REST version.
 * @throws {TransportError} where the device cannot be reached, or does not prove who it is: then no
 *   credential has left this computer.
 */
export function connect(options: ConnectOptions): Promise<Sbc> {
  return connectWith(options, (tls) => {
    if (!tls) return fetchTransport();
    throw new OptionError(
      "tls",
      "a browser trusts what it trusts; leave it out, or give a transport",
    );
  });
}
