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
        ? `The device is busy: it has accepted your ${state.operation}, and does not show it yet. ` +
            "Try again when it has ended, or wait with waitForIdleMs."
        : `The device is busy: ${describeOperationState(state)}, requested by another user or client. ` +
            "Try again when it has ended.",
    );
    this.state = state;
    this.isOurs = isOurs;
  }
}
