import type { OperationId } from "@asyncstatus/model/operations";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** Why an answer cannot be used. */
export type ResponseErrorCode =
  /** A redirect. None is followed: the token would go along. */
  | "redirect"
  /** A status that the specification does not have for this request. */
  | "unexpected-status"
  /** The body is not the document that the status calls for; the `cause` says where and why. */
  | "undecodable";

/** An answer that is not one of this API: from another server, something in between, or cut short. */
export class ResponseError extends AsyncStatusError {
  override readonly name = "ResponseError";
  readonly code: ResponseErrorCode;
  /** The request that was answered so. */
  readonly operationId: OperationId;
  /** The HTTP status. */
  readonly status: number;

  constructor(
    code: ResponseErrorCode,
    operationId: OperationId,
    status: number,
    what: string,
    cause?: unknown,
  ) {
    super(what, { cause });
    this.code = code;
    this.operationId = operationId;
    this.status = status;
  }
}
