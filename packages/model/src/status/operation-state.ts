import type { OperationState, OperationStatus } from "../gen/types.ts";

/**
 * Describes the most recent asynchronous request, from any user, in one line.
 *
 * @param state `undefined` if the device shows no request.
 */
export function describeOperationState(state: OperationState | undefined): string {
  if (!state) return "no asynchronous request";
  const operation = state.operation === "unknown" ? state.raw?.operation : state.operation;
  switch (state.status) {
    case "inProgress":
      return `${operation} in progress`;
    case "success":
      return `${operation} succeeded`;
    case "fail":
      return `${operation} failed${state.errorMessage ? `: ${state.errorMessage}` : ""}`;
    case "unknown":
      return `${operation} has the unknown status "${state.raw?.status}"`;
  }
}

/** Returns true for `success` and `fail`. An unknown status is not terminal. */
export function isTerminal(status: OperationStatus | "unknown"): status is "success" | "fail" {
  switch (status) {
    case "success":
    case "fail":
      return true;
    case "inProgress":
    case "unknown":
      return false;
  }
}
