import {
  createInMemoryDevice,
  type Device,
  type DeviceEvent,
  type Scenario,
  type ScenarioName,
  shippedScenarios,
  VirtualClock,
} from "@asyncstatus/server/in-memory";
import { type Item, recordExchanges } from "./recording.ts";

/** Reference device in a scenario, in virtual time, with a recording. */
export interface World {
  readonly clock: VirtualClock;
  readonly device: Device;
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Not quite ordered by time: the device reports its events when it is called. */
  readonly items: Item[];
}

/** Creates a world. It is determined by the scenario and the seed. */
export async function createWorld(scenario: ScenarioName, seed: number): Promise<World> {
  const clock = new VirtualClock();
  const items: Item[] = [];
  const { clockRate = 1 }: Scenario = shippedScenarios[scenario];
  const onEvent = (event: DeviceEvent) => {
    // The device has its own clock, which may be fast.
    items.push({ kind: "device-event", atMs: event.atMs / clockRate, event });
  };
  const embedded = await createInMemoryDevice({ scenario, seed, clock, onEvent });
  const { device, url, user, password } = embedded;
  const fetch = recordExchanges(embedded.fetch, clock, items);
  return { clock, device, fetch, url, user, password, items };
}
