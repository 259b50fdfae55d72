/** A device of an inventory. */
export interface InventoryDevice {
  /** The host, as messages show it. Each device has another one. */
  readonly host: string;
  readonly site?: string;
  readonly region?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** The name of its HA pair. Both systems of a pair have the same. */
  readonly pair?: string;
  /** The name of a group of devices that back each other up otherwise. */
  readonly group?: string;
}

/** A device that is changed on its own, or an HA pair. */
export interface Unit {
  /** The host, or the name of the pair. */
  readonly name: string;
  readonly hosts: readonly string[];
  readonly sites: readonly string[];
  readonly groups: readonly string[];
}

/** A unit of a rollout. */
export interface PlannedUnit extends Unit {
  /** The name of its wave. */
  readonly wave: string;
}
