import type { FaultRule } from "../faults/fault.ts";
import type { ActorPlan } from "./actors/actor-plan.ts";
import { type Assumptions, defaultAssumptions } from "./assumptions.ts";
import { requireRate } from "./device-clock.ts";
import { type Durations, defaultDurations } from "./durations.ts";
import type { InitialState } from "./initial-state.ts";
import { randomSeed } from "./random.ts";
import type { RequestRule } from "./request-rule.ts";

/** What a device is like and what becomes of it, as far as that is plain data. */
export interface SetupOptions {
  /** @default "sbc" */
  readonly hostName?: string;
  /** The other system of a high-availability pair. @default none: the system stands alone */
  readonly peerName?: string;
  /** @default 100 */
  readonly healthScorePercent?: number;
  /** How long things take. @default {@link defaultDurations}, for each that is not given */
  readonly durations?: Partial<Durations>;
  /** What nobody knows about real devices. @default {@link defaultAssumptions}, for each */
  readonly assumptions?: Partial<Assumptions>;
  /** How asynchronous requests go: each by the first rule for it. @default each does what it can */
  readonly requests?: readonly RequestRule[];
  /** How the device is found. */
  readonly initialState?: InitialState;
  /** Who else uses the device. @default nobody */
  readonly actors?: readonly ActorPlan[];
  /** What goes wrong. @default nothing */
  readonly faults?: readonly FaultRule[];
  /** How fast the device's clock runs. @default 1 */
  readonly clockRate?: number;
  /**
   * From which all that is left to chance follows, tokens excepted: a whole number, 0 to 2³² − 1.
   *
   * @default a random one
   */
  readonly seed?: number;
}

/** The same to the last detail. */
export interface DeviceSetup extends Required<Omit<SetupOptions, "peerName">> {
  readonly peerName?: string;
  readonly durations: Durations;
  readonly assumptions: Assumptions;
}

/**
 * Adds what was not given.
 *
 * @throws {RangeError} where a length of time, another number or an actor's name cannot be
 */
export function completeSetup(options: SetupOptions, accountNames: readonly string[]): DeviceSetup {
  const assumptions = { ...defaultAssumptions, ...options.assumptions };
  const durations = { ...defaultDurations, ...options.durations };
  const { hostName = "sbc", peerName, healthScorePercent = 100, clockRate = 1 } = options;
  const { requests = [], initialState = {}, actors = [], faults = [] } = options;
  const { seed = randomSeed() } = options;
  const { registrationDelay, resultKept } = assumptions;
  const { uptime = 0 } = initialState;
  requireTimes({ ...durations, registrationDelay, resultKept, uptime });
  requireRate(clockRate);
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new RangeError(`Expected a seed of 0 to ${2 ** 32 - 1}, got ${seed}.`);
  }
  const taken = new Set(["client", "others", ...accountNames]);
  for (const { name, random } of actors) {
    if (taken.has(name)) throw new RangeError(`Expected another name for the actor ${name}.`);
    taken.add(name);
    if (random) requireTimes({ everyMs: random.every });
  }
  return {
    hostName,
    ...(peerName !== undefined && { peerName }),
    healthScorePercent,
    durations,
    assumptions,
    requests,
    initialState,
    actors,
    faults,
    clockRate,
    seed,
  };
}

function requireTimes(times: Readonly<Record<string, number>>): void {
  for (const [name, ms] of Object.entries(times)) {
    if (!(ms >= 0)) throw new RangeError(`Expected 0 ms or more for ${name}, got ${ms}.`);
  }
}
