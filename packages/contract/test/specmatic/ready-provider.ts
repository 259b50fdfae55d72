import { token } from "../interactions/users.ts";
import type { ProxyOptions } from "../provider/proxy.ts";
import type { ReferenceProvider } from "../provider/reference-provider.ts";

/**
 * The reference device in a state in which it accepts every request. Each request gets a new device, so
 * that their order does not matter.
 */
export function readyProvider(device: ReferenceProvider): ProxyOptions["provider"] {
  return {
    url: "https://192.0.2.1",
    transport: {
      async request(request) {
        await device.handlers["the active device of an HA pair"]({});
        const valid = { token, user: "administrator" } as const;
        const values = await device.handlers["the access token is valid"](valid);
        await device.handlers["the access token holds the configuration lock"]({ token });
        await device.handlers["the last asynchronous request failed"]({
          operation: "save",
          errorMessage: "The device says why.",
        });
        const url = new URL(`${request.url.pathname}${request.url.search}`, device.url);
        // Specmatic sends the token of the contract, and the device has its own.
        const { authorization } = request.headers;
        const own = authorization?.replace(token, values?.token ?? token);
        const headers = { ...request.headers, ...(own !== undefined && { authorization: own }) };
        return device.transport.request({ ...request, headers, url });
      },
      close: async () => {},
    },
  };
}
