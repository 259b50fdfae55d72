import { type Clock, ManualClock } from "@asyncstatus/model/clock";
import type { Device } from "../device/device.ts";
import type { ScenarioName } from "../scenario/find-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { assemble, type EmbedOptions } from "./assemble.ts";
import { createFetch } from "./create-fetch.ts";

/** What a device in memory is like. */
export interface InMemoryDeviceOptions extends EmbedOptions {
  /**
   * Its time, and that of its faults. {@link VirtualClock} passes by itself where client and device
   * share it.
   *
   * @default a {@link ManualClock}, which stands still until `advance()`
   */
  readonly clock?: Clock;
}

/** A device that is asked by a `fetch` of its own. */
export interface InMemoryDevice {
  /** The device itself, for what is done to it by another way than REST. */
  readonly device: Device;
  /** Asks the device, whatever the host in the URL. */
  readonly fetch: typeof globalThis.fetch;
  /** An address for its URLs. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** All that was left to chance follows from it, tokens excepted. */
  readonly seed: number;
  /**
   * Lets time pass.
   *
   * @throws {TypeError} where the clock was given and is none that can be moved
   * @throws {RangeError} where that is not a finite number of milliseconds, 0 or more
   */
  advance(ms: number): void;
  /**
   * Begins anew with another scenario; nobody has a token then.
   *
   * @throws {ScenarioError} where the scenario is none
   */
  useScenario(scenario: ScenarioName | Scenario): Promise<void>;
}

/**
 * Makes a device that needs no socket, for tests.
 *
 * @throws {ScenarioError} where the scenario is none
 * @throws {RangeError} where the name of a user, a length of time or another number cannot be
 */
export async function createInMemoryDevice(
  options: InMemoryDeviceOptions = {},
): Promise<InMemoryDevice> {
  const { clock = new ManualClock() } = options;
  const { device, answer, user, password, seed, useScenario } = await assemble({
    ...options,
    clock,
  });
  return {
    device,
    fetch: createFetch(answer),
    url: "https://192.0.2.1",
    user,
    password,
    seed,
    advance: (ms) => advance(clock, ms),
    useScenario,
  };
}

/** @throws {TypeError} where the clock cannot be moved */
export function advance(clock: Clock, ms: number): void {
  if (!(clock instanceof ManualClock)) {
    throw new TypeError("Only a ManualClock can be moved; this device has another clock.");
  }
  clock.advance(ms);
}
