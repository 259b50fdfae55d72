import type { Account } from "./actor.ts";
import { type Assumptions, defaultAssumptions } from "./assumptions.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type DurationsMs, defaultDurationsMs } from "./durations.ts";
import { type Plan, steadyPlan } from "./plan.ts";
import { type RandomBytes, secureRandomBytes } from "./tokens.ts";

/** What a device is like. */
export interface DeviceOptions {
  /** Who can have a token. The names differ, and hold no colon: Basic credentials end them by it. */
  readonly users: readonly Account[];
  /** @default {@link systemClock} */
  readonly clock?: Clock;
  /** Where tokens come from. @default the platform's cryptographic random source */
  readonly randomBytes?: RandomBytes;
  /** @default "sbc" */
  readonly hostName?: string;
  /** The other system of a high-availability pair. @default none: the system stands alone */
  readonly peerName?: string;
  /** @default 100 */
  readonly healthScorePercent?: number;
  /** How long things take. @default {@link defaultDurationsMs}, for each that is not given */
  readonly durationsMs?: Partial<DurationsMs>;
  /** How asynchronous requests go. @default each takes its time and does what it can */
  readonly plan?: Plan;
  /** What nobody knows about real devices. @default {@link defaultAssumptions}, for each */
  readonly assumptions?: Partial<Assumptions>;
}

/** What a device is like, to the last detail. */
export interface CompleteOptions extends Required<Omit<DeviceOptions, "peerName">> {
  readonly peerName: string | undefined;
  readonly durationsMs: DurationsMs;
  readonly assumptions: Assumptions;
}

/**
 * Adds what was not given.
 *
 * @throws {RangeError} where the name of a user or a length of time cannot be
 */
export function completeOptions(options: DeviceOptions): CompleteOptions {
  const names = new Set(options.users.map(({ name }) => name));
  if (names.size < options.users.length || [...names].some((name) => name.includes(":"))) {
    throw new RangeError("Expected users whose names differ and hold no colon.");
  }
  const assumptions = { ...defaultAssumptions, ...options.assumptions };
  const durationsMs = { ...defaultDurationsMs, ...options.durationsMs };
  const { registrationDelayMs } = assumptions;
  for (const [name, ms] of Object.entries({ ...durationsMs, registrationDelayMs })) {
    if (!(ms >= 0)) throw new RangeError(`Expected 0 ms or more for ${name}, got ${ms}.`);
  }
  return {
    clock: systemClock,
    randomBytes: secureRandomBytes,
    hostName: "sbc",
    peerName: undefined,
    healthScorePercent: 100,
    plan: steadyPlan(durationsMs),
    ...options,
    durationsMs,
    assumptions,
  };
}
