import type { OperationName } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";

/** Something that goes wrong with one exchange. */
export type Fault =
  /** The answer is late: the device was slow to take the request or, if `taken`, to answer it. */
  | ({ readonly fault: "slow"; readonly delay: number } & Acceptance)
  /** No answer ever comes; the connection stays. */
  | ({ readonly fault: "hang" } & Acceptance)
  /** The connection ends without an answer. */
  | ({ readonly fault: "reset" } & Acceptance)
  /** The connection ends in the middle of the answer's body. */
  | { readonly fault: "resetInBody" }
  /** The answer is whole by HTTP, but its body ends in the middle. */
  | { readonly fault: "truncated" }
  /** A page of HTML, which repeats the headers of the request as debugging proxies do. */
  | ({ readonly fault: "garbage" } & Acceptance)
  /** The right body under another media type. @default "text/html" */
  | { readonly fault: "wrongType"; readonly contentType?: string }
  /** These bytes as the body of a 200, whatever they are. @default contentType "application/xml" */
  | ({
      readonly fault: "bytes";
      readonly base64: string;
      readonly contentType?: string;
      /** As which the bytes pass, such as `gzip`. @default none */
      readonly contentEncoding?: string;
    } & Acceptance)
  /** A body of so many bytes. @default 16 MiB */
  | ({ readonly fault: "huge"; readonly bytes?: number } & Acceptance)
  /** An error of this status, such as 500 or 503. */
  | ({
      readonly fault: "status";
      readonly status: number;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    } & Acceptance)
  /** 401, as if the token had expired. */
  | { readonly fault: "unauthorized" }
  /** The request is answered as ever, and the system is about to reboot. */
  | { readonly fault: "reboot" }
  /** The request is answered as ever, and the pair is about to change roles. */
  | { readonly fault: "switchover" }
  /** From the request on, the device's clock runs at another rate, such as 1.2. */
  | { readonly fault: "clockRate"; readonly rate: number };

interface Acceptance {
  /** Whether the device gets the request all the same. @default false */
  readonly accepted?: boolean;
}

/** Which requests a fault befalls. */
export interface FaultTrigger {
  /** Requests by their operationId, or asynchronous requests by what they ask for. @default all */
  readonly on?: FaultTarget | readonly FaultTarget[];
  /** The how manieth of these requests is the first that it befalls. @default 1 */
  readonly nth?: number;
  /** How many in a row it befalls. @default 1, or without end where there is a chance */
  readonly times?: number;
  /** Only requests this long after the device was begun are counted, by its clock. @default 0 */
  readonly after?: number;
  /** How likely it befalls each of them, from 0 to 1. @default 1 */
  readonly chance?: number;
}

/** What a fault can befall. */
export type FaultTarget = OperationId | OperationName;

/** A fault, and when it comes. */
export type FaultRule = Fault & FaultTrigger;
