import { describeOperationState, type OperationState } from "@asyncstatus/model";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/**
 * Another asynchronous request is running on the device. A new one would replace it in
 * `admin/asyncstatus`, and the two could be confused.
 */
export class BusyError extends AsyncStatusError {
  override readonly name = "BusyError";
  readonly code = "busy";
  /** The status of the running request. */
  readonly state: OperationState;
  /** True if it is an earlier request of this session that the status does not show yet. */
  readonly isOurs: boolean;

  constructor(state: OperationState, isOurs = false) {
    super(
      isOurs
        ? `The device is busy: it accepted your ${state.operation} but does not show it in the status yet. ` +
            "Try again when it has finished, or wait with waitForIdleMs."
        : `The device is busy: ${describeOperationState(state)}, submitted by another client or user. ` +
            "Try again when it has finished, or wait with waitForIdleMs.",
    );
    this.state = state;
    this.isOurs = isOurs;
  }
}
