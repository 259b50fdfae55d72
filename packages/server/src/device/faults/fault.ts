import type { OperationName } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import type { Duration } from "../duration.ts";
import type { RuleTrigger } from "../rules.ts";

/** A fault of one exchange. `fault-injection/apply-fault.ts` applies it. */
export type Fault =
  /** The response is delayed: before the device handles the request, or after that if `accepted`. */
  | ({ readonly fault: "slow"; readonly delay: Duration } & Acceptance)
  /** The device gets the request after the delay, even if the client has given up. */
  | { readonly fault: "late"; readonly delay: Duration }
  /** No response, and the connection stays open. */
  | ({ readonly fault: "hang" } & Acceptance)
  /** The connection is reset without a response. */
  | ({ readonly fault: "reset" } & Acceptance)
  /** The connection is reset in the middle of the response body. */
  | { readonly fault: "resetInBody" }
  /** The response is complete for HTTP, but its body is only the first half. */
  | { readonly fault: "truncated" }
  /** An HTML page that repeats headers of the request, as debugging proxies do. */
  | ({ readonly fault: "garbage" } & Acceptance)
  /** The right body with another media type. */
  | {
      readonly fault: "wrongType";
      /** Defaults to "text/html". */
      readonly contentType?: MediaType;
    }
  /** A response of status 200 with these bytes as its body. */
  | ({
      readonly fault: "bytes";
      /**
       * @title Base64
       * @pattern ^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$
       */
      readonly base64: string;
      /** Defaults to "application/xml". */
      readonly contentType?: MediaType;
      /**
       * Such as `gzip`. Defaults to none.
       *
       * @title a content coding
       * @pattern ^[\w-]+$
       */
      readonly contentEncoding?: string;
    } & Acceptance)
  /** A very long body. */
  | ({
      readonly fault: "huge";
      /**
       * Defaults to 16 MiB.
       *
       * @asType integer
       * @minimum 1
       * @maximum 1073741824
       */
      readonly bytes?: number;
    } & Acceptance)
  /** An error response. */
  | ({
      readonly fault: "status";
      /**
       * Such as 500 or 503.
       *
       * @asType integer
       * @minimum 400
       * @maximum 599
       */
      readonly status: number;
      readonly message?: string;
      /**
       * @asType integer
       * @minimum 0
       */
      readonly retryAfterSeconds?: number;
    } & Acceptance)
  /** A 401 response, as if the token had expired. */
  | { readonly fault: "unauthorized" }
  /** The request is answered, and a reboot or switchover is scheduled. */
  | { readonly fault: "reboot" | "switchover" }
  /** The device's clock runs at another rate from the request on. */
  | {
      readonly fault: "clockRate";
      /**
       * Such as 1.2.
       *
       * @minimum 0.001
       * @maximum 1000
       */
      readonly rate: number;
    };

/**
 * @title a media type
 * @pattern ^[\w.+-]+/[\w.+-]+(?:; ?charset=[\w-]+)?$
 */
type MediaType = string;

interface Acceptance {
  /** True if the device still accepts the request. Defaults to false. */
  readonly accepted?: boolean;
}

/** Selects the requests that a fault applies to. */
export interface FaultTrigger extends RuleTrigger<FaultTarget> {
  /**
   * The number of consecutive requests the fault applies to. Defaults to 1, or to all if `chance` is set.
   *
   * @asType integer
   * @minimum 1
   */
  readonly times?: number;
  /** Counts only requests that arrive at least this long after the start of the device, by its clock. Defaults to 0. */
  readonly after?: Duration;
}

/** The operation ID of a request, or the operation of an asynchronous request. */
export type FaultTarget = OperationId | OperationName;

/** A fault, and the requests it applies to. */
export type FaultRule = Fault & FaultTrigger;
