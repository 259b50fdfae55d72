import { type Clock, fetchTransport, type Transport } from "@asyncstatus/client";
import { createHandler, Device, type DeviceOptions, ManualClock } from "@asyncstatus/server";
import { type Alteration, administrator, credentials, rightAnswers } from "./altered-device.ts";

/** The reference device without a socket, on a clock that leaps over every sleep. */
export interface InMemory {
  readonly device: Device;
  readonly clock: Clock;
  readonly transport: Transport;
  /** What verifies it. */
  readonly options: {
    readonly url: string;
    readonly credentials: typeof credentials;
    readonly transport: Transport;
    readonly clock: Clock;
  };
}

export function inMemory(
  alter: Alteration = rightAnswers,
  options: Partial<DeviceOptions> = {},
): InMemory {
  const time = new ManualClock();
  const device = new Device({ users: [administrator], clock: time, ...options });
  const handler = createHandler(device);
  const transport = fetchTransport({
    fetch: async (input, init) => {
      // Handed over whole: what is cut here has reached the device all the same.
      const { signal: _, ...rest } = init ?? {};
      const request = new Request(input, rest);
      return alter(request, () => handler(request));
    },
  });
  const clock: Clock = {
    now: () => time.now(),
    date: () => new Date(Date.UTC(2026, 0, 1) + time.now()),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      time.advance(milliseconds);
    },
    after: () => () => {},
  };
  const url = "https://192.0.2.7:8443";
  return { device, clock, transport, options: { url, credentials, transport, clock } };
}

/** Whether nobody holds the configuration lock. */
export function isLockFree(device: Device): boolean {
  try {
    device.lock("ACLI");
  } catch {
    return false;
  }
  device.unlock("ACLI");
  return true;
}
