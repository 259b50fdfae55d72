import type { Duration } from "../duration.ts";
import type { Edit } from "../state/configuration.ts";
import type { AsyncRequest, AsyncRequestOf } from "../state/slot.ts";

/** An asynchronous request, as an action. */
type RequestAction = AsyncRequestOf<"action">;

/** An action of an actor, through the REST API, the ACLI or the GUI. */
export type Action =
  | RequestAction
  | {
      readonly action: "lock";
      /** The time until the lock is released. Defaults to "never". */
      readonly for?: Duration;
    }
  | { readonly action: "unlock" | "reboot" | "switchover" }
  | ({ readonly action: "edit" } & Edit);

/** Returns the request of an action. */
export function requestOf({ action: operation, ...parameters }: RequestAction): AsyncRequest {
  // The names and types of the parameters are those of AsyncRequest.
  return { operation, ...parameters } as AsyncRequest;
}
