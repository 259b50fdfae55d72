import type { OperationName } from "@asyncstatus/model";
import type { Duration } from "./duration.ts";

/** The durations of requests, tokens, reboots and switchovers. */
export interface Durations extends Readonly<Record<OperationName, Duration>> {
  /** The lifetime of a token. Defaults to 10 min, as documented. */
  readonly token: Duration;
  /** The time from the response to a reboot request until the system goes down. Defaults to 5 s, as documented. */
  readonly rebootDelay: Duration;
  /** The time from going down until the system responds again. Defaults to 1 min. */
  readonly boot: Duration;
  /** The time from the response to a switchover request until the roles have changed. Defaults to 3 s. */
  readonly switchover: Duration;
}

/** The documented durations, or, if there is none, one that is slow enough to watch. */
export const defaultDurations: Durations = {
  verify: "1 s",
  save: "1 s",
  activate: "3 s",
  restore: "1 s",
  backup: "1 s",
  token: "10 min",
  rebootDelay: "5 s",
  boot: "1 min",
  switchover: "3 s",
};
