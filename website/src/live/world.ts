import type { WaitEvent } from "@asyncstatus/client";
import {
  createInMemoryDevice,
  type Device,
  type DeviceEvent,
  type Scenario,
  type ScenarioName,
  shippedScenarios,
  VirtualClock,
} from "@asyncstatus/server/in-memory";
import type { Exchange } from "./exchange.ts";
import { recordExchanges } from "./record-exchanges.ts";

/** Something that was seen of a world, when it happened. */
export type Item = { readonly atMs: number } & (
  | { readonly kind: "exchange"; readonly exchange: Exchange; readonly happening?: never }
  /** Of the device, whether anybody was told or not. */
  | { readonly kind: "happening"; readonly happening: DeviceEvent }
  /** Of our client. */
  | {
      readonly kind: "event";
      readonly event: WaitEvent;
      readonly operation: string;
      readonly happening?: never;
    }
);

/** A reference device in a scenario, the time that passes there, and all that is seen of it. */
export interface World {
  readonly clock: VirtualClock;
  readonly device: Device;
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** In the order in which it was learnt, which is that of time but for what the device tells late. */
  readonly items: Item[];
}

/** Makes a world; the same scenario and seed make the same one. */
export async function createWorld(scenario: ScenarioName, seed: number): Promise<World> {
  const clock = new VirtualClock();
  const items: Item[] = [];
  const { clockRate = 1 }: Scenario = shippedScenarios[scenario];
  const onEvent = (happening: DeviceEvent) => {
    // The device tells the time by its own clock, which may be fast.
    items.push({ kind: "happening", atMs: happening.atMs / clockRate, happening });
  };
  const made = await createInMemoryDevice({ scenario, seed, clock, onEvent });
  const { device, url, user, password } = made;
  const fetch = recordExchanges(made.fetch, clock, items);
  return { clock, device, fetch, url, user, password, items };
}
