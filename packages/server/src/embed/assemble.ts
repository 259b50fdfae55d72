import { type Clock, systemClock, VirtualClock } from "@asyncstatus/model/clock";
import type { Account } from "../device/actor.ts";
import { Device } from "../device/device.ts";
import type { DeviceOptions } from "../device/device-options.ts";
import type { SetupOptions } from "../device/device-setup.ts";
import { randomSeed } from "../device/random.ts";
import { withFaults } from "../faults/with-faults.ts";
import type { Answer } from "../fetch/answer.ts";
import { createAnswerer, type HandlerOptions } from "../handler/create-handler.ts";
import { withLog } from "../log/with-log.ts";
import { findScenario, type ScenarioName } from "../scenario/find-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { toSetup } from "../scenario/to-setup.ts";

/** What a device is like that others use, by HTTPS or in memory. */
export interface EmbedOptions extends Omit<DeviceOptions, "users" | "clock">, HandlerOptions {
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
  /**
   * Whether each answer is judged by the XSD of its version before it is sent; one that is not valid
   * goes to `onError`, and 500 to the client. What faults do is excepted.
   *
   * @default false
   */
  readonly strict?: boolean;
  /** Given a line for each exchange. @default nobody: nothing is logged */
  readonly log?: (line: string) => void;
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
 * @param handlerOf Makes what answers for the device.
 * @throws {ScenarioError} where the scenario is none
 * @throws {RangeError} where the name of a user, a length of time or another number cannot be
 */
export async function assemble(
  options: EmbedOptions,
  handlerOf: (device: Device, options: HandlerOptions) => Answer = createAnswerer,
): Promise<Assembled> {
  const { user = "admin", password = crypto.randomUUID(), otherUsers = [] } = options;
  const { scenario, clock = systemClock, log, seed = randomSeed() } = options;
  const setup = async (given: ScenarioName | Scenario | undefined) =>
    combine(given === undefined ? {} : toSetup(await findScenario(given)), { ...options, seed });
  const users = [{ name: user, password, administrator: true }, ...otherUsers];
  const device = new Device({ ...options, ...(await setup(scenario)), users, clock });
  const handle = await judged(handlerOf(device, options), device, options);
  const whole: Answer = (request, connection) => {
    const answered = handle(request, connection);
    return clock instanceof VirtualClock && answered instanceof Promise
      ? clock.standStill(answered)
      : answered;
  };
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

async function judged(answer: Answer, device: Device, options: EmbedOptions): Promise<Answer> {
  const { strict = false, onError = console.error } = options;
  if (!strict) return answer;
  // Loaded where it is asked for only: libxml2 and the schemas are the larger part of everything.
  const { withStrictOutput } = await import("../strict/with-strict-output.ts");
  return withStrictOutput(answer, { assumptions: () => device.assumptions, onError });
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
