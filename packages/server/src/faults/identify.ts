import { type OperationName, operationNameValues, restVersions } from "@asyncstatus/model";
import { HttpError } from "../handler/http-error.ts";
import { route } from "../handler/route.ts";
import type { FaultTarget } from "./fault.ts";

/** By which names a fault can mean a request; none where it is no request of the API. */
export function identify(request: Pick<Request, "method" | "url">): readonly FaultTarget[] {
  const { pathname, searchParams } = new URL(request.url);
  const action = searchParams.get("action");
  const operation = operationNameValues.find((name) => name === action) as
    | OperationName
    | undefined;
  try {
    const id = route(request.method, pathname, restVersions);
    return operation === undefined ? [id] : [id, operation];
  } catch (error) {
    if (error instanceof HttpError) return [];
    throw error;
  }
}
