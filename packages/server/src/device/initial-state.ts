import type { OperationName } from "@asyncstatus/model";
import type { Content } from "./state/configuration.ts";

/** How a device is found: what was done to it before anybody came. */
export interface InitialState {
  /** How long it has been up. @default 0 */
  readonly uptime?: number;
  /** What runs, and was saved. @default "initial" */
  readonly running?: Partial<Content>;
  /** What was saved after that, and not activated. */
  readonly saved?: Partial<Content>;
  /** What was edited after that, and not saved. */
  readonly edited?: Partial<Content>;
  /** What asyncstatus shows. @default nothing */
  readonly lastRequest?: {
    readonly operation: Exclude<OperationName, "restore" | "backup">;
    /** Whose it was. @default "ACLI" */
    readonly by?: string;
  } & (
    | { readonly status: "success" }
    | { readonly status: "fail"; readonly reason: string }
    /** It is in progress for so long yet. */
    | { readonly status: "inProgress"; readonly endsIn: number }
  );
  /** The user of the ACLI or the GUI who holds the lock. @default nobody */
  readonly lockedBy?: string;
}
