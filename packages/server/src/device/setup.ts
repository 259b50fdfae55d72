import type { ActorPlan } from "./actors/actors.ts";
import { type Assumptions, defaultAssumptions } from "./assumptions.ts";
import type { RequestRule } from "./behavior-rules.ts";
import { requireRate } from "./device-clock.ts";
import { type Duration, toMs } from "./duration.ts";
import { type Durations, defaultDurations } from "./durations.ts";
import type { FaultRule } from "./faults/fault.ts";
import { randomSeed } from "./random.ts";
import type { InitialContents } from "./state/configuration.ts";

/** The state of the device when it starts. */
export interface InitialState extends InitialContents {
  /** The time since the last boot. Defaults to 0. */
  readonly uptime?: Duration;
  /** The request that asyncstatus shows. Defaults to none. */
  readonly lastRequest?: {
    readonly operation: "verify" | "save" | "activate";
    /** The user who issued it. Defaults to "ACLI". */
    readonly by?: string;
  } & (
    | { readonly status: "success" }
    | { readonly status: "fail"; readonly reason: string }
    | { readonly status: "inProgress"; readonly endsIn: Duration }
  );
  /** The role in the HA pair, if there is one. Defaults to "active". */
  readonly role?: "active" | "standby";
  /** The ACLI or GUI user who holds the lock. Defaults to none. */
  readonly lockedBy?: string;
}

/** The setup of a simulated device: its properties and what happens to it, as plain data. */
export interface SetupOptions {
  /** Defaults to "sbc". */
  readonly hostName?: string;
  /** The name of the other system of the HA pair. Defaults to none: the system is standalone. */
  readonly peerName?: string;
  /**
   * Defaults to 100.
   *
   * @asType integer
   * @minimum 0
   * @maximum 100
   */
  readonly healthScorePercent?: number;
  /** The durations of requests, tokens, reboots and switchovers. */
  readonly durations?: Partial<Durations>;
  /** Choices for behavior of real devices that is not documented. */
  readonly assumptions?: Partial<Assumptions>;
  /** Rules for asynchronous requests; the first one that applies decides. Without one, a request succeeds. */
  readonly requests?: readonly RequestRule[];
  /** The state of the device when it starts. */
  readonly initialState?: InitialState;
  /** Simulated actors, in addition to external clients. */
  readonly actors?: readonly ActorPlan[];
  /** Faults to inject. */
  readonly faults?: readonly FaultRule[];
  /**
   * The name of the `certificate-record` of the certificate that the REST API presents: an activate that
   * changes it replaces the certificate. Has no effect in a fleet, whose devices share one certificate.
   * Defaults to none: the certificate stays.
   */
  readonly certificateRecord?: string;
  /**
   * The speed of the device's clock. Defaults to 1.
   *
   * @minimum 0.001
   * @maximum 1000
   */
  readonly clockRate?: number;
  /** The random seed, an integer from 0 to 2³² − 1. It repeats a run, except for tokens. Defaults to a random one. */
  readonly seed?: number;
}

/** A setup with all defaults. */
export interface DeviceSetup
  extends Required<Omit<SetupOptions, "peerName" | "certificateRecord">> {
  readonly peerName?: string;
  readonly certificateRecord?: string;
  readonly durations: Durations;
  readonly assumptions: Assumptions;
}

/**
 * Adds the defaults to a setup.
 *
 * @throws {RangeError} If a duration, another number or an actor's name is invalid.
 */
export function completeSetup(options: SetupOptions, accountNames: readonly string[]): DeviceSetup {
  const { hostName = "sbc", peerName, healthScorePercent = 100, clockRate = 1 } = options;
  const { requests = [], initialState = {}, actors = [], faults = [] } = options;
  const { seed = randomSeed(), certificateRecord } = options;
  const durations = { ...defaultDurations, ...options.durations };
  const assumptions = { ...defaultAssumptions, ...options.assumptions };
  const { registrationDelay, resultExpires, versionsLag, uptimeStep, systemStatusAge } =
    assumptions;
  const { uptime = 0 } = initialState;
  requireDurations({ ...durations, registrationDelay, resultExpires, uptime });
  requireDurations({ versionsLag, uptimeStep, systemStatusAge });
  requireRate(clockRate);
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new RangeError(`Expected a seed of 0 to ${2 ** 32 - 1}, got ${seed}.`);
  }
  const names = new Set(["client", "others", ...accountNames]);
  for (const { name, random } of actors) {
    if (names.has(name)) throw new RangeError(`Expected another name for the actor ${name}.`);
    names.add(name);
    if (random) requireDurations({ every: random.every });
  }
  return {
    hostName,
    ...(peerName !== undefined && { peerName }),
    ...(certificateRecord !== undefined && { certificateRecord }),
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

/** Merges options into a scenario. Of rules, the first match decides: those of the options come first. */
export function combineSetups(scenario: SetupOptions, options: SetupOptions): SetupOptions {
  return {
    ...scenario,
    ...options,
    durations: { ...scenario.durations, ...options.durations },
    assumptions: { ...scenario.assumptions, ...options.assumptions },
    initialState: { ...scenario.initialState, ...options.initialState },
    requests: [...(options.requests ?? []), ...(scenario.requests ?? [])],
    actors: [...(scenario.actors ?? []), ...(options.actors ?? [])],
    faults: [...(options.faults ?? []), ...(scenario.faults ?? [])],
  };
}

function requireDurations(durations: Readonly<Record<string, Duration>>): void {
  for (const [name, duration] of Object.entries(durations)) toMs(duration, name);
}
