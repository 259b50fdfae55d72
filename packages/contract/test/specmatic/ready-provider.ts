import { token } from "../interactions/users.ts";
import type { WiretapOptions } from "../provider/proxy.ts";
import type { ReferenceProvider } from "../provider/reference-provider.ts";

/**
 * The reference device in a state in which every request is taken: a new one for each, so that the
 * order in which they come does not matter.
 */
export function readyProvider(device: ReferenceProvider): WiretapOptions["provider"] {
  return {
    url: "https://192.0.2.1",
    transport: {
      async request(request) {
        await device.handlers["a device is the active one of a pair"]({});
        await device.handlers["the access token is valid"]({ token, user: "administrator" });
        await device.handlers["the configuration lock belongs to the access token"]({ token });
        await device.handlers["the last asynchronous request failed"]({
          operation: "save",
          errorMessage: "The device says why.",
        });
        const url = new URL(`${request.url.pathname}${request.url.search}`, device.url);
        return device.transport.request({ ...request, url });
      },
      close: async () => {},
    },
  };
}
