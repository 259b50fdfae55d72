import type { OperationName } from "@asyncstatus/model";
import type { AsyncRequest } from "@asyncstatus/server";

/** A request that an operation can have come from. */
export function asyncRequestOf(operation: OperationName): AsyncRequest {
  switch (operation) {
    case "verify":
    case "save":
    case "activate":
      return { operation };
    case "restore":
      return { operation, restoreSource: "saved" };
    case "backup":
      return { operation, backupSource: "saved", filename: "before" };
  }
}
