import { fetchTransport, type Transport } from "@asyncstatus/client";
import { type Clock, VirtualClock } from "@asyncstatus/model/clock";
import { createHandler, Device, type DeviceOptions } from "@asyncstatus/server";
import { type Alteration, administrator, credentials, unaltered } from "./altered-device.ts";

/** The reference device without a socket, on a virtual clock. */
export interface InMemory {
  readonly device: Device;
  /** Options for `verifyProvider`. */
  readonly options: {
    readonly url: string;
    readonly credentials: typeof credentials;
    readonly transport: Transport;
    readonly clock: Clock;
  };
}

export function inMemory(
  alter: Alteration = unaltered,
  options: Partial<DeviceOptions> = {},
): InMemory {
  const clock = new VirtualClock();
  const device = new Device({ users: [administrator], clock, ...options });
  const handler = createHandler(device);
  const transport = fetchTransport({
    fetch: async (input, init) => {
      // Not synchronously, as on a network.
      await Promise.resolve();
      // Without the signal: an aborted request still reaches the device.
      const { signal: _, ...rest } = init ?? {};
      const request = new Request(input, rest);
      return alter(request, async () => handler(request));
    },
  });
  return { device, options: { url: "https://192.0.2.7:8443", credentials, transport, clock } };
}

export function isLockFree(device: Device): boolean {
  try {
    device.lock("ACLI");
  } catch {
    return false;
  }
  device.unlock("ACLI");
  return true;
}

/** True if the editing configuration has the element that the tests add. */
export function hasTestElement(device: Device): boolean {
  const agents = device.findElements({ type: "session-agent" });
  return agents.some(({ attributes }) => attributes.hostname?.includes("asyncstatus-test"));
}
