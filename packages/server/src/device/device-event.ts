import type { OperationName } from "@asyncstatus/model";
import type { Actor } from "./actor.ts";
import type { Action } from "./actors/action.ts";
import type { Fault, FaultTarget } from "./faults/fault.ts";
import type { RefusalCode } from "./refusal.ts";
import type { End } from "./state/slot.ts";

/** An event of the device, reported with full knowledge of its internal state. */
export type DeviceEvent = { readonly atMs: number } & (
  | { readonly kind: "accepted"; readonly operation: OperationName; readonly by: Actor }
  | {
      readonly kind: "ended";
      readonly operation: OperationName;
      readonly by: Actor;
      readonly end: End;
    }
  | { readonly kind: "edited"; readonly by?: Actor }
  | { readonly kind: "locked" | "unlocked"; readonly by: Actor }
  /** The device refused an action of a simulated actor. */
  | {
      readonly kind: "refused";
      readonly action: Action["action"];
      readonly by: Actor;
      readonly code: RefusalCode;
    }
  | { readonly kind: "wentDown" | "cameUp" | "switchedOver" }
  | { readonly kind: "fault"; readonly fault: Fault; readonly on: readonly FaultTarget[] }
);
