import type { Message } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** What a device refuses a request with. */
export type DeviceErrorCode =
  /** 400: the request is malformed. */
  | "bad-request"
  /** 401: the credentials or the token are not valid. */
  | "unauthorized"
  /** 403: the user is not an administrator. */
  | "forbidden"
  /** 404: there is no such resource, or not in this REST version. */
  | "not-found"
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
  423: "locked",
};

/** What is known of a refusal. */
export interface DeviceErrorDetails {
  readonly operationId: OperationId;
  readonly request: string;
  readonly status: number;
  readonly messages: readonly Message[];
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The device answered, and refused: a 4xx or 5xx. */
export class DeviceError extends AsyncStatusError {
  override readonly name = "DeviceError";
  readonly code: DeviceErrorCode;
  /** The request that was refused. */
  readonly operationId: OperationId;
  /** The HTTP status. */
  readonly status: number;
  /** The device's reasons, in its own words; empty where it gave none that can be read. */
  readonly messages: readonly Message[];
  /** How long the device asks to be left alone, where it says so (`Retry-After`). */
  readonly retryAfterMs: number | undefined;

  constructor(details: DeviceErrorDetails) {
    const { operationId, request, status, messages, retryAfterMs, cause } = details;
    const reasons = messages.flatMap(({ errorMessage }) => errorMessage ?? []).join(" ");
    super(`${request} was answered ${status}${reasons ? `: ${reasons}` : ""}`, { cause });
    this.code = codes[status] ?? (status >= 500 ? "unavailable" : "refused");
    this.operationId = operationId;
    this.status = status;
    this.messages = messages;
    this.retryAfterMs = retryAfterMs;
  }
}
