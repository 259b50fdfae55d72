import type { OperationState } from "../gen/types.ts";

/**
 * Says in one line, for people, what the device says of the last asynchronous request: of anybody's.
 *
 * @param state `undefined` where there has been no request yet.
 */
export function describeOperationState(state: OperationState | undefined): string {
  if (!state) return "no asynchronous request yet";
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
