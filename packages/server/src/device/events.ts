import type { OperationName } from "@asyncstatus/model";
import type { Fault, FaultTarget } from "../faults/fault.ts";
import type { Action } from "./actors/action.ts";
import type { Actor } from "./actors/actor.ts";
import type { RefusalCode } from "./refusal.ts";
import type { End } from "./slot-state.ts";

/** Something that has happened to the device, as an onlooker with eyes everywhere would tell it. */
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
  /** What one of the device's own actors was not allowed to do. */
  | {
      readonly kind: "refused";
      readonly action: Action["kind"];
      readonly by: Actor;
      readonly code: RefusalCode;
    }
  | { readonly kind: "wentDown" | "cameUp" | "switchedOver" }
  | { readonly kind: "fault"; readonly fault: Fault; readonly on: readonly FaultTarget[] }
);
