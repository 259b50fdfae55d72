import type { OperationName } from "@asyncstatus/model";

/** How long things take, in milliseconds. `Infinity` is never. */
export interface Durations extends Readonly<Record<OperationName, number>> {
  /** The life of a token. Ten minutes are documented. */
  readonly token: number;
  /** From the answer of a reboot until the system goes off: "Rebooting in 5 seconds". */
  readonly rebootDelay: number;
  /** From going off until the system answers again. */
  readonly boot: number;
  /** From the answer of a switchover until the roles have changed: up to five seconds. */
  readonly switchover: number;
}

/** What is documented, and otherwise times at which a person can follow what happens. */
export const defaultDurations: Durations = {
  verify: 1000,
  save: 1000,
  activate: 3000,
  restore: 1000,
  backup: 1000,
  token: 600_000,
  rebootDelay: 5000,
  boot: 60_000,
  switchover: 3000,
};
