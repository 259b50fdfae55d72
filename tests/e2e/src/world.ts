import { type ConnectOptions, connect, fetchTransport, type Sbc } from "@asyncstatus/client";
import {
  createFetch,
  createHandler,
  createInMemoryDevice,
  Device,
  type DeviceOptions,
  Refusal,
  type ScenarioName,
  VirtualClock,
} from "@asyncstatus/server";

export const origin = "https://sbc.example";
export const credentials = { user: "admin", password: "admin's canary-in-the-mine" };

/** A device, in memory and in virtual time, and how its clients come to it. */
export interface World {
  readonly clock: VirtualClock;
  readonly device: Device;
  readonly fetch: typeof globalThis.fetch;
  /** Connects our client, as anybody would. */
  connect(options?: Partial<ConnectOptions>): Promise<Sbc>;
  /** Whether somebody at the command line gets the configuration lock now. */
  lockIsFree(): boolean;
}

/** Makes a device and the way to it. */
export function createWorld(options: Partial<DeviceOptions> = {}): World {
  const clock = new VirtualClock();
  const { user: name, password } = credentials;
  const users = [{ name, password, administrator: true }];
  const device = new Device({ clock, users, ...options });
  const handle = createHandler(device);
  const fetch = createFetch((request) => clock.standStill(handle(request)));
  return worldOf({ clock, device, fetch });
}

/** Makes the device of a scenario and the way to it. */
export async function enterScenario(scenario: ScenarioName, seed = 1): Promise<World> {
  const clock = new VirtualClock();
  const made = await createInMemoryDevice({ scenario, seed, clock, strict: true, ...credentials });
  return worldOf({ clock, device: made.device, fetch: made.fetch });
}

function worldOf({ clock, device, fetch }: Pick<World, "clock" | "device" | "fetch">): World {
  return {
    clock,
    device,
    fetch,
    connect: (more = {}) =>
      connect({
        host: origin,
        credentials,
        transport: fetchTransport({ fetch }),
        clock,
        ...more,
      }),
    lockIsFree() {
      try {
        device.lock("ACLI");
      } catch (error) {
        if (error instanceof Refusal && error.code === "locked-by-another") return false;
        throw error;
      }
      device.unlock("ACLI");
      return true;
    },
  };
}
