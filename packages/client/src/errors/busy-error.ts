import { describeOperationState, type OperationState } from "@asyncstatus/model";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/**
 * Somebody's asynchronous request is in progress. Another one now would take its place in
 * `admin/asyncstatus`, and nobody could tell the two apart.
 */
export class BusyError extends AsyncStatusError {
  override readonly name = "BusyError";
  readonly code = "busy";
  /** What the device says of the request in progress. */
  readonly state: OperationState;

  constructor(state: OperationState) {
    super(
      `The device is busy: ${describeOperationState(state)}, a request of somebody else. ` +
        "Try again when it has ended.",
    );
    this.state = state;
  }
}
