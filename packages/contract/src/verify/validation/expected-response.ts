import type { RestVersion } from "@asyncstatus/client";
import type { OperationId } from "@asyncstatus/model/operations";
import type { CitedFact } from "./finding.ts";

/** The expected response to a request. */
export interface ExpectedResponse {
  readonly version: RestVersion;
  readonly operationId: OperationId;
  readonly status: number;
  /** Defaults to the fact about the operation's status. */
  readonly fact?: CitedFact | undefined;
  /** The path of the request, if it is not the operation's. */
  readonly path?: string | undefined;
  /** The method of the request, if it is not the operation's. */
  readonly method?: string | undefined;
  /** The origin of the request. If it is absent, links can have any. */
  readonly origin?: string | undefined;
}
