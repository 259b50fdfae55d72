import { type Clock, ManualClock } from "@asyncstatus/model/clock";
import type { Device } from "../device/device.ts";
import type { ScenarioName } from "../scenario/find-scenario.ts";
import type { Scenario } from "../scenario/validated.ts";
import { assemble, type EmbedOptions } from "./assemble.ts";
import { createFetch } from "./create-fetch.ts";

/** Options of {@link createInMemoryDevice}. */
export interface InMemoryDeviceOptions extends EmbedOptions {
  /**
   * The clock of the device and its faults. A {@link VirtualClock} that client and device share
   * advances by itself.
   *
   * @default a {@link ManualClock}, which stands still until `advance()`
   */
  readonly clock?: Clock;
}

/** A device with a `fetch` of its own. */
export interface InMemoryDevice {
  /** The device itself, for actions of other users. */
  readonly device: Device;
  /** Sends a request to the device, whatever the host in the URL. */
  readonly fetch: typeof globalThis.fetch;
  /** An origin for its URLs. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** The random seed. It repeats the run, except for tokens. */
  readonly seed: number;
  /**
   * Advances the clock.
   *
   * @throws {TypeError} if the clock is not a {@link ManualClock}
   * @throws {RangeError} if `ms` is negative or not finite
   */
  advance(ms: number): void;
  /**
   * Restarts with another scenario. All tokens become invalid.
   *
   * @throws {ScenarioError} if the scenario is invalid
   */
  useScenario(scenario: ScenarioName | Scenario): Promise<void>;
}

/**
 * Creates a device in memory, without a socket.
 *
 * @throws {ScenarioError} if the scenario is invalid
 * @throws {RangeError} if a user name, a duration or another number is invalid
 */
export async function createInMemoryDevice(
  options: InMemoryDeviceOptions = {},
): Promise<InMemoryDevice> {
  const { clock = new ManualClock() } = options;
  const { device, handler, user, password, seed, useScenario } = await assemble({
    ...options,
    clock,
  });
  return {
    device,
    fetch: createFetch(handler),
    url: "https://192.0.2.1",
    user,
    password,
    seed,
    advance(ms) {
      if (!(clock instanceof ManualClock)) {
        throw new TypeError("Only a ManualClock can be advanced; this device has another clock.");
      }
      clock.advance(ms);
    },
    useScenario,
  };
}
