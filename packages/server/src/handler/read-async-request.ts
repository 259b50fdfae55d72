import type { QueryValues } from "@asyncstatus/model/operations";
import type { AsyncRequest } from "../device/state/slot.ts";
import { HttpError } from "./http-error.ts";
import type { Parameters } from "./read-parameters.ts";

type Restore = QueryValues["saveVerifyOrRestore"];
type BackUp = QueryValues["activateOrBackUp"];
type ValidParameters = Partial<Omit<Restore, "action"> & Omit<BackUp, "action">> & {
  readonly action?: Restore["action"] | BackUp["action"];
};

/**
 * Reads the asynchronous request from valid parameters of configuration/management.
 *
 * @throws {HttpError} 400 if the parameters do not go together
 */
export function readAsyncRequest(parameters: Parameters): AsyncRequest {
  const { action, restoreSource, backupSource } = parameters as ValidParameters;
  switch (action) {
    case "verify":
    case "save":
    case "activate":
      refuseOthers(parameters, "action");
      return { operation: action };
    case "restore":
      if (restoreSource === undefined) throw missing("restoreSource");
      if (restoreSource === "backupFile") {
        return { operation: action, restoreSource, filename: required(parameters, "filename") };
      }
      refuseOthers(parameters, "action", "restoreSource");
      return { operation: action, restoreSource };
    case "backup":
      if (backupSource === undefined) throw missing("backupSource");
      return { operation: action, backupSource, filename: required(parameters, "filename") };
    default:
      throw missing("action");
  }
}

function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined) throw missing(name);
  return value;
}

function missing(name: string): HttpError {
  return new HttpError(400, `Missing required parameter: ${name}`);
}

function refuseOthers(parameters: Parameters, ...allowed: string[]): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && !allowed.includes(name)) {
      throw new HttpError(400, `Parameter not allowed here: ${name}`);
    }
  }
}
