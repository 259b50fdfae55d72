import { type ConnectOptions, connect, fetchTransport, type Sbc } from "@asyncstatus/client";
import {
  createFetch,
  createHandler,
  createInMemoryDevice,
  Device,
  type DeviceOptions,
  type EmbedOptions,
  Refusal,
  type ScenarioName,
  VirtualClock,
} from "@asyncstatus/server";

export const origin = "https://sbc.example";
export const credentials = { user: "admin", password: "admin's canary-in-the-mine" };

/** Actual result of a request on the device. */
export type ActualResult = "not accepted" | "in progress" | "succeeded" | "failed" | "interrupted";

/** Actual results, by how the device ends a request. */
export const actualResults = {
  success: "succeeded",
  fail: "failed",
  interrupted: "interrupted",
} as const satisfies Record<string, ActualResult>;

/** Device in memory and in virtual time. */
export interface World {
  readonly clock: VirtualClock;
  readonly device: Device;
  readonly fetch: typeof globalThis.fetch;
  connect(options?: Partial<ConnectOptions>): Promise<Sbc>;
  /** Returns true if a user of the command line gets the configuration lock. */
  lockIsFree(): boolean;
}

/** Creates a world without fault injection. */
export function createWorld(options: Partial<DeviceOptions> = {}): World {
  const clock = new VirtualClock();
  const { user: name, password } = credentials;
  const users = [{ name, password, administrator: true }];
  const device = new Device({ clock, users, ...options });
  const handle = createHandler(device);
  const fetch = createFetch((request) => clock.standStill(handle(request)));
  return worldOf(clock, device, fetch);
}

/** Creates a world with fault injection. */
export async function createFaultyWorld(options: EmbedOptions): Promise<World> {
  const clock = new VirtualClock();
  const { device, fetch } = await createInMemoryDevice({
    seed: 1,
    clock,
    ...credentials,
    ...options,
  });
  return worldOf(clock, device, fetch);
}

/** Creates the world of a scenario. */
export function enterScenario(scenario: ScenarioName, seed = 1): Promise<World> {
  return createFaultyWorld({ scenario, seed, strict: true });
}

function worldOf(clock: VirtualClock, device: Device, fetch: World["fetch"]): World {
  return {
    clock,
    device,
    fetch,
    connect: (options = {}) =>
      connect({
        host: origin,
        credentials,
        transport: fetchTransport({ fetch }),
        clock,
        ...options,
      }),
    lockIsFree: () => lockIsFree(device),
  };
}

/** Returns true if a user of the command line gets the configuration lock. */
export function lockIsFree(device: Device): boolean {
  try {
    device.lock("ACLI");
  } catch (error) {
    if (error instanceof Refusal && error.code === "locked-by-another") return false;
    throw error;
  }
  device.unlock("ACLI");
  return true;
}
