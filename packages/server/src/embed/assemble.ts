import { type Clock, systemClock, VirtualClock } from "@asyncstatus/model/clock";
import type { Account } from "../device/actor.ts";
import { Device, type DeviceOptions } from "../device/device.ts";
import { randomSeed } from "../device/random.ts";
import { combineSetups } from "../device/setup.ts";
import { withFaults } from "../fault-injection/with-faults.ts";
import { createHandler, type HandlerOptions } from "../handler/create-handler.ts";
import type { Handler } from "../handler/handler.ts";
import { withLog } from "../log/with-log.ts";
import { findScenario, type ScenarioName } from "../scenario/find-scenario.ts";
import type { Scenario } from "../scenario/validated.ts";

/** Options of a reference device, on a socket or in memory. */
export interface EmbedOptions extends Omit<DeviceOptions, "users" | "clock">, HandlerOptions {
  /** The scenario to run, by name or as an object. The other options take precedence over it. */
  readonly scenario?: ScenarioName | Scenario;
  /** The clock of the device and its faults. */
  readonly clock?: Clock;
  /** The administrator. @default "admin" */
  readonly user?: string;
  /** @default a random one */
  readonly password?: string;
  /** Further users. @default none */
  readonly otherUsers?: readonly Account[];
  /**
   * Validates each response against the XSD of its version before it is sent. An invalid one goes to
   * `onError`, and a 500 to the client. Injected faults are not validated.
   *
   * @default false
   */
  readonly strict?: boolean;
  /** Called with a log line for each exchange. @default none: nothing is logged */
  readonly log?: (line: string) => void;
}

/** A device and its handler. */
export interface AssembledDevice {
  readonly device: Device;
  readonly handler: Handler;
  readonly clock: Clock;
  readonly user: string;
  readonly password: string;
  /** The random seed. It repeats the run, except for tokens. */
  readonly seed: number;
  /** Restarts with another scenario and the same options. */
  useScenario(scenario: ScenarioName | Scenario): Promise<void>;
}

/**
 * Assembles a device and its handler.
 *
 * @throws {ScenarioError} if the scenario is invalid
 * @throws {RangeError} if a user name, a duration or another number is invalid
 */
export async function assemble(
  options: EmbedOptions,
  makeHandler: (device: Device, options: HandlerOptions) => Handler = createHandler,
): Promise<AssembledDevice> {
  const { user = "admin", password = crypto.randomUUID(), otherUsers = [] } = options;
  const { scenario, clock = systemClock, log, seed = randomSeed() } = options;
  const setup = async (given: ScenarioName | Scenario | undefined) =>
    combineSetups(given === undefined ? {} : await findScenario(given), { ...options, seed });
  const users = [{ name: user, password, administrator: true }, ...otherUsers];
  const device = new Device({ ...options, ...(await setup(scenario)), users, clock });
  const checked = await withStrict(makeHandler(device, options), device, options);
  const timed: Handler = (request, connection) => {
    const responding = checked(request, connection);
    // The response takes no virtual time, though it may need the platform's threads.
    return clock instanceof VirtualClock
      ? clock.standStill(Promise.resolve(responding))
      : responding;
  };
  const faulty = withFaults(timed, device, clock);
  return {
    device,
    handler: log ? withLog(faulty, log, clock) : faulty,
    clock,
    user,
    password,
    seed,
    useScenario: async (other) => device.reset(await setup(other)),
  };
}

async function withStrict(
  handler: Handler,
  device: Device,
  { strict = false, onError = console.error }: EmbedOptions,
): Promise<Handler> {
  if (!strict) return handler;
  // Loaded on demand: libxml2 and the schemas are larger than all the rest.
  const { withStrictOutput } = await import("../strict/with-strict-output.ts");
  return withStrictOutput(handler, device, onError);
}
