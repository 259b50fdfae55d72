import type { OperationStatus } from "../gen/types.ts";

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
