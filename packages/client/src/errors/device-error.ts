import type { Message } from "@asyncstatus/model";
import type { OperationDescriptor, OperationId } from "@asyncstatus/model/operations";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** The reason why a device refuses a request. */
export type DeviceErrorCode =
  /** 400: the request is malformed. */
  | "bad-request"
  /** 401: the credentials or the token are not valid. */
  | "unauthorized"
  /** 403: the user is not an administrator. */
  | "forbidden"
  /** 404: the resource does not exist, or not in this REST version. */
  | "not-found"
  /** 409: the element exists already. */
  | "conflict"
  /** 423: the caller does not hold the configuration lock. */
  | "locked"
  /** Another 4xx. */
  | "refused"
  /** A 5xx. */
  | "unavailable";

const codes: Readonly<Record<number, DeviceErrorCode>> = {
  400: "bad-request",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  423: "locked",
};

/** The fields of a {@link DeviceError}. */
export interface DeviceErrorDetails {
  readonly operationId: OperationId | undefined;
  readonly method: OperationDescriptor["method"];
  readonly url: string;
  readonly status: number;
  readonly messages: readonly Message[];
  readonly retryAfterMs?: number | undefined;
}

/** The device responded with a 4xx or 5xx. */
export class DeviceError extends AsyncStatusError {
  override readonly name: string = "DeviceError";
  readonly code: DeviceErrorCode;
  /** The refused request; undefined if the specification does not have it. */
  readonly operationId: OperationId | undefined;
  readonly method: OperationDescriptor["method"];
  /** Origin and path of the request, without the query. */
  readonly url: string;
  /** The HTTP status. */
  readonly status: number;
  /** The reasons that the device gives; empty if it gives none or they cannot be decoded. */
  readonly messages: readonly Message[];
  /** The delay that the device asks for with `Retry-After`, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(details: DeviceErrorDetails) {
    const { operationId, method, url, status, messages, retryAfterMs } = details;
    const reasons = messages.flatMap(({ errorMessage }) => errorMessage ?? []).join(" ");
    super(`${method} ${url} returned ${status}${reasons ? `: ${reasons}` : ""}`);
    this.code = codes[status] ?? (status >= 500 ? "unavailable" : "refused");
    this.operationId = operationId;
    this.method = method;
    this.url = url;
    this.status = status;
    this.messages = messages;
    this.retryAfterMs = retryAfterMs;
  }
}
