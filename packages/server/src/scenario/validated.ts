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

/** The JSON that the package accepts. The validators are generated from these types. */
export interface Validated {
  readonly scenario: Scenario;
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
