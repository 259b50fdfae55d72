import { type Clock, systemClock } from "@asyncstatus/model/clock";
import type { Account } from "./actors/actor.ts";
import type { DeviceEvent } from "./events.ts";
import type { BehaviorOf } from "./plan.ts";
import { completeSetup, type DeviceSetup, type SetupOptions } from "./setup.ts";
import { type RandomBytes, secureRandomBytes } from "./state/tokens.ts";

/** What a device is like. */
export interface DeviceOptions extends SetupOptions {
  /** Who can have a token. The names differ, and hold no colon: Basic credentials end them by it. */
  readonly users: readonly Account[];
  /** @default {@link systemClock} */
  readonly clock?: Pick<Clock, "now">;
  /** Where tokens come from. @default the platform's cryptographic random source */
  readonly randomBytes?: RandomBytes;
  /** How asynchronous requests go, in place of `requests`. @default by `requests` and `durationsMs` */
  readonly behavior?: BehaviorOf;
  /** Told of what happens to the device. It is told late: when the device is next asked something. */
  readonly onEvent?: (happening: DeviceEvent) => void;
}

/** What a device is like, to the last detail. */
export interface CompleteOptions
  extends Required<Pick<DeviceOptions, "users" | "clock" | "randomBytes" | "onEvent">> {
  readonly behavior: BehaviorOf | undefined;
  readonly setup: DeviceSetup;
}

/**
 * Adds what was not given.
 *
 * @throws {RangeError} where the name of a user, a length of time or another number cannot be
 */
export function completeOptions(options: DeviceOptions): CompleteOptions {
  const { users, clock = systemClock, randomBytes = secureRandomBytes } = options;
  const { behavior, onEvent = () => {} } = options;
  const names = new Set(users.map(({ name }) => name));
  if (names.size < users.length || [...names].some((name) => name.includes(":"))) {
    throw new RangeError("Expected users whose names differ and hold no colon.");
  }
  const setup = completeSetup(options, [...names]);
  return { users, clock, randomBytes, behavior, onEvent, setup };
}
