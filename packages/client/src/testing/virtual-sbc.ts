import { type ConnectOptions, connect } from "../connect.ts";
import type { Sbc } from "../sbc.ts";
import { FakeDevice } from "./fake-device.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** A client on a virtual clock, connected to a fake device, in memory. */
export interface VirtualSbc {
  readonly sbc: Sbc;
  readonly device: FakeDevice;
  readonly clock: VirtualClock;
}

/** Connects a client to a fake device. */
export async function virtualSbc(
  options: Partial<ConnectOptions> = {},
  prepare: (device: FakeDevice) => void = () => {},
): Promise<VirtualSbc> {
  const clock = new VirtualClock();
  const device = new FakeDevice(clock);
  prepare(device);
  const sbc = await connect({
    host: "192.0.2.1",
    credentials: { user: "admin", password: "secret-password" },
    transport: device,
    clock,
    random: () => 0,
    ...options,
  });
  return { sbc, device, clock };
}
