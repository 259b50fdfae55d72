import type { RestVersion } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { OptionError } from "../errors/option-error.ts";
import type { TransportRequest, TransportResponse } from "../transport/transport.ts";
import type { Query, RawRequest } from "./api.ts";

/** A request of the REST API that has no method of its own. */
export interface DeviceRequest {
  /** @default "GET" */
  readonly method?: TransportRequest["method"];
  /** The path after `/rest/{version}/`, such as `configuration/elementTypes`. */
  readonly path: string;
  /** The query parameters; a list repeats its parameter. */
  readonly query?: Query;
  /** The body, usually XML. */
  readonly body?: string;
  /** The media type of the body. @default "application/xml" */
  readonly contentType?: string;
  /** Aborts the request. */
  readonly signal?: AbortSignal;
}

/** The response to a {@link DeviceRequest}: a 2xx. */
export interface DeviceResponse extends TransportResponse {
  /** The body as text. */
  readonly text: string;
}

/** Requests that have a method of their own, which keeps track of the token, the lock or the status. */
const methods: Partial<Record<OperationId, string>> = {
  requestToken: "connect",
  lockConfiguration: "lock",
  unlockConfiguration: "lock().release",
  saveVerifyOrRestore: "save, verify or restore",
  activateOrBackUp: "activate or backup",
};

/**
 * Checks a request before it is sent.
 *
 * @throws {OptionError} if the path leaves the REST API of the version, or another method must be used.
 */
export function toRawRequest(
  version: RestVersion,
  request: DeviceRequest,
): Omit<RawRequest, "authorization"> {
  const { method = "GET", query, body, contentType = "application/xml", signal } = request;
  const path = `/rest/${version}/${request.path}`;
  // No encoded character: a server may decode it to a slash or a dot.
  if (!/^[\w~-][\w.~-]*(\/[\w~-][\w.~-]*)*$/.test(request.path)) {
    const reason = "expected a path after the version, such as configuration/elementTypes";
    throw new OptionError("path", reason);
  }
  const operationId = findOperation(method, path.replace(`/${version}/`, "/{version}/"));
  const own = operationId && methods[operationId];
  if (own !== undefined) throw new OptionError("path", `use ${own}() for this request`);
  return {
    method,
    path,
    operationId,
    query,
    ...(body !== undefined && { body, contentType }),
    ...(signal && { signal }),
  };
}

function findOperation(method: string, path: string): OperationId | undefined {
  const found = Object.entries<OperationDescriptor>(operations).find(
    ([, operation]) => operation.method === method && operation.path === path,
  );
  // Object.entries forgets that the keys of a constant are known.
  return found?.[0] as OperationId | undefined;
}
