import { connect, fetchTransport, type Sbc } from "@asyncstatus/client";
import { createInMemoryDevice, type Device, VirtualClock } from "@asyncstatus/server";
import { credentials, origin } from "./world.ts";

/** A device in memory and in virtual time that things can go wrong with. */
export interface FaultyWorld {
  readonly device: Device;
  connect(): Promise<Sbc>;
}

/** Makes a device whose save takes ten seconds, with its faults. */
export async function createFaultyWorld(): Promise<FaultyWorld> {
  const clock = new VirtualClock();
  const durations = { save: 10_000 };
  const { device, fetch } = await createInMemoryDevice({
    ...credentials,
    clock,
    durations,
    seed: 1,
  });
  return {
    device,
    connect: () =>
      connect({ host: origin, credentials, transport: fetchTransport({ fetch }), clock }),
  };
}
