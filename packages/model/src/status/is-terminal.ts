import type { OperationStatus } from "../gen/types.ts";

/**
 * Whether a request has ended, one way or the other. A word that we do not know has not: only
 * `success` and `fail` are known to be final.
 */
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
