import type { Account } from "../device/actor.ts";
import { type Clock, systemClock } from "../device/clock.ts";
import { Device } from "../device/device.ts";
import type { DeviceOptions } from "../device/device-options.ts";
import type { SetupOptions } from "../device/device-setup.ts";
import { randomSeed } from "../device/random.ts";
import { VirtualClock } from "../device/virtual-clock.ts";
import { type Answer, withFaults } from "../faults/with-faults.ts";
import { createHandler } from "../handler/create-handler.ts";
import { withLog } from "../log/with-log.ts";
import { findScenario, type ScenarioName } from "../scenario/find-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { toSetup } from "../scenario/to-setup.ts";

/** What a device is like that others use, by HTTPS or in memory. */
export interface EmbedOptions extends Omit<DeviceOptions, "users" | "clock"> {
  /** What becomes of the device: by name, or as it is. What else is given here takes precedence. */
  readonly scenario?: ScenarioName | Scenario;
  /** Its time, and that of its faults. */
  readonly clock?: Clock;
  /** The administrator. @default "admin" */
  readonly user?: string;
  /** @default a random one */
  readonly password?: string;
  /** Who else can have a token. @default nobody */
  readonly otherUsers?: readonly Account[];
  /** Given a line for each exchange. @default nobody: nothing is logged */
  readonly log?: (line: string) => void;
  /** Told of what is answered 500, such as what a plan throws. @default console.error */
  readonly onError?: (error: unknown) => void;
}

/** A device with what answers for it. */
export interface Assembled {
  readonly device: Device;
  readonly answer: Answer;
  readonly clock: Clock;
  readonly user: string;
  readonly password: string;
  /** All that was left to chance follows from it, tokens excepted. */
  readonly seed: number;
  /** Begins anew with another scenario, and with the other options as before. */
  useScenario(scenario: ScenarioName | Scenario): Promise<void>;
}

/**
 * Puts a device together.
 *
 * @throws {ScenarioError} where the scenario is none
 * @throws {RangeError} where the name of a user, a length of time or another number cannot be
 */
export async function assemble(options: EmbedOptions): Promise<Assembled> {
  const { user = "admin", password = crypto.randomUUID(), otherUsers = [] } = options;
  const { scenario, clock = systemClock, log, seed = randomSeed() } = options;
  const setup = async (given: ScenarioName | Scenario | undefined) =>
    combine(given === undefined ? {} : toSetup(await findScenario(given)), { ...options, seed });
  const users = [{ name: user, password, administrator: true }, ...otherUsers];
  const device = new Device({ ...options, ...(await setup(scenario)), users, clock });
  const handle = createHandler(device, options);
  const whole: Answer = (request) =>
    clock instanceof VirtualClock ? clock.standStill(handle(request)) : handle(request);
  const faulty = withFaults(whole, device, clock);
  return {
    device,
    answer: log ? withLog(faulty, log, clock) : faulty,
    clock,
    user,
    password,
    seed,
    useScenario: async (other) => device.begin(await setup(other)),
  };
}

/** What a scenario says, and what was said beside it. */
function combine(scenario: SetupOptions, given: SetupOptions): SetupOptions {
  const { hostName, peerName, healthScorePercent, clockRate, seed } = given;
  const { requests = [], actors = [], faults = [] } = given;
  return {
    ...scenario,
    ...(hostName !== undefined && { hostName }),
    ...(peerName !== undefined && { peerName }),
    ...(healthScorePercent !== undefined && { healthScorePercent }),
    ...(clockRate !== undefined && { clockRate }),
    ...(seed !== undefined && { seed }),
    durationsMs: { ...scenario.durationsMs, ...given.durationsMs },
    assumptions: { ...scenario.assumptions, ...given.assumptions },
    initially: { ...scenario.initially, ...given.initially },
    requests: [...requests, ...(scenario.requests ?? [])],
    actors: [...(scenario.actors ?? []), ...actors],
    faults: [...faults, ...(scenario.faults ?? [])],
  };
}
