import type { Action } from "../device/actors/action.ts";
import type { Duration } from "../device/duration.ts";
import type { FaultRule } from "../device/faults/fault.ts";
import type { SetupOptions } from "../device/setup.ts";
import type { Edit } from "../device/state/configuration.ts";

/** A scenario: the setup of a device, with a description of what it shows. */
export interface Scenario extends Omit<SetupOptions, "seed"> {
  /**
   * The purpose of the scenario, in one or two sentences.
   *
   * @minLength 1
   */
  readonly description: string;
}

/** A scenario of many devices: common settings, and shares of devices with their own. */
export interface FleetScenario extends Scenario {
  /** The seed determines which devices are in a share. A device or pair is in at most one share. Defaults to none. */
  readonly shares?: readonly Share[];
}

/** A share of the devices of a fleet, and how they differ from the others. */
export interface Share extends Omit<SetupOptions, "seed" | "hostName" | "peerName"> {
  /**
   * The percentage of the devices, or of the pairs, rounded to a whole number of them.
   *
   * @minimum 0
   * @maximum 100
   */
  readonly percent: number;
  /** The name of a scenario in the package. The other properties take precedence over it. Defaults to none. */
  readonly scenario?: string;
}

/** The JSON that the package accepts. The validators are generated from these types. */
export interface Validated {
  readonly scenario: Scenario;
  readonly fleetScenario: FleetScenario;
  readonly setScenario: {
    readonly name?: string;
    /** @maxLength 65536 */
    readonly yaml?: string;
    readonly scenario?: Scenario;
  };
  readonly advance: { readonly by: Duration };
  readonly edit: Edit;
  readonly act: Action & { readonly by: string };
  readonly fault: FaultRule;
}
