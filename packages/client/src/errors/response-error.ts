import type { OperationDescriptor, OperationId } from "@asyncstatus/model/operations";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** The reason why a response cannot be used. */
export type ResponseErrorCode =
  /** A redirect. Redirects are not followed, because the token would be sent along. */
  | "redirect"
  /** A status that the specification does not define for the request. */
  | "unexpected-status"
  /** The body is not the document that the specification defines for the status; see `cause`. */
  | "undecodable";

/** The fields of a {@link ResponseError}. */
export interface ResponseErrorDetails {
  readonly code: ResponseErrorCode;
  readonly operationId: OperationId | undefined;
  readonly method: OperationDescriptor["method"];
  readonly url: string;
  readonly status: number;
  readonly expectedStatuses?: readonly number[];
  /** The reason why the body cannot be decoded, if it is not the `cause`. */
  readonly detail?: string;
  readonly cause?: unknown;
}

/** A response that is not one of this API: from another server or a proxy, or cut short. */
export class ResponseError extends AsyncStatusError {
  override readonly name = "ResponseError";
  readonly code: ResponseErrorCode;
  /** The request with this response; undefined if the specification does not have it. */
  readonly operationId: OperationId | undefined;
  readonly method: OperationDescriptor["method"];
  /** Origin and path of the request, without the query. */
  readonly url: string;
  /** The HTTP status. */
  readonly status: number;
  /** The statuses that the specification defines for success, if `code` is `unexpected-status`. */
  readonly expectedStatuses: readonly number[] | undefined;

  constructor(details: ResponseErrorDetails) {
    const { code, operationId, method, url, status, expectedStatuses, cause } = details;
    super(`${method} ${url} returned ${status}${describeProblem(details)}`, { cause });
    this.code = code;
    this.operationId = operationId;
    this.method = method;
    this.url = url;
    this.status = status;
    this.expectedStatuses = expectedStatuses;
  }
}

function describeProblem({ code, expectedStatuses, detail, cause }: ResponseErrorDetails): string {
  switch (code) {
    case "redirect":
      return ", a redirect, which is not followed";
    case "unexpected-status":
      return `, expected ${expectedStatuses?.join(" or ")}`;
    case "undecodable":
      return ` with a body that cannot be decoded: ${detail ?? cause}`;
  }
}
