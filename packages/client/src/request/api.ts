import {
  createDecoder,
  type DocumentName,
  type Documents,
  decodeLeniently,
  type Message,
  type RestVersion,
} from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import type { Secrets } from "@asyncstatus/model/text";
import { AsyncStatusError } from "../errors/asyncstatus-error.ts";
import { DeviceError, type DeviceErrorDetails } from "../errors/device-error.ts";
import { ResponseError } from "../errors/response-error.ts";
import { nextId, type Publish, publish } from "../observability/publish.ts";
import type { Transport, TransportResponse } from "../transport/transport.ts";

type Responses<Id extends OperationId> = (typeof operations)[Id]["responses"];
type SuccessStatus<Id extends OperationId> = Extract<keyof Responses<Id>, 200 | 202 | 204>;

/** The document of a successful response, or `undefined` if it has none. */
export type ResponseDocument<Id extends OperationId> =
  Responses<Id>[SuccessStatus<Id>] extends infer Name
    ? Name extends DocumentName
      ? Documents[Name]
      : undefined
    : never;

/** Options of {@link Api.call}. */
export interface CallOptions {
  /** The value of the `Authorization` header. */
  readonly authorization: string;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  /** The fields of a form, or its text as it is. */
  readonly form?: Readonly<Record<string, string>> | string;
  readonly signal?: AbortSignal | undefined;
  /** The wait that the request belongs to, for diagnostics. */
  readonly waitId?: number | undefined;
}

/** Options of an {@link Api}. */
export interface ApiOptions {
  readonly endpoint: URL;
  readonly version: RestVersion;
  readonly transport: Transport;
  /** The time limit for one request, from connecting to the last byte of the response. */
  readonly requestTimeoutMs: number;
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
  /** Hidden in everything that is returned or thrown, except a new token. */
  readonly secrets: Secrets;
}

type RequestDescription = Pick<DeviceErrorDetails, "operationId" | "method" | "url">;

/** The messages about requests on Node.js's `diagnostics_channel`. */
export interface RequestMessages {
  /** A request is about to be sent. */
  "asyncstatus:request:start": {
    /** Identifies the request in both messages. */
    readonly requestId: number;
    /** The wait that the request belongs to, if any. */
    readonly waitId?: number;
    readonly operationId: OperationId;
    readonly method: string;
    /** Without the query. */
    readonly url: string;
  };
  /** A request has ended. */
  "asyncstatus:request:end": {
    readonly requestId: number;
    readonly waitId?: number;
    /** The HTTP status, if there is a response. */
    readonly status?: number;
    /** The `code` of the error, if the request failed. */
    readonly errorCode?: string;
    readonly durationMs: number;
  };
}

const publishRequest: Publish<RequestMessages> = publish;

/** Api sends the requests of the specification, without a session and without retries. */
export class Api {
  readonly #options: ApiOptions;
  // Most status responses of a wait equal the one before.
  readonly #decodeStatus = createDecoder("AsyncStatusResponse", {}, decodeLeniently);

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /**
   * Sends one request and decodes its response.
   *
   * @throws {DeviceError} If the device responds with a 4xx or 5xx.
   * @throws {ResponseError} If the response is not one of this API.
   * @throws {TransportError} If there is no complete response.
   */
  async call<Id extends OperationId>(id: Id, options: CallOptions): Promise<ResponseDocument<Id>> {
    const request = this.describe(id);
    const form =
      typeof options.form === "object"
        ? new URLSearchParams(options.form).toString()
        : options.form;
    const publishEnd = this.#publishStart(request, options.waitId);
    try {
      const response = await this.#options.transport.request({
        method: request.method,
        url: this.urlOf(id, options.query),
        headers: {
          accept: "application/xml",
          authorization: options.authorization,
          ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
        },
        ...(form !== undefined && { body: form }),
        ...(options.signal && { signal: options.signal }),
        timeoutMs: this.#options.requestTimeoutMs,
      });
      // ResponseDocument is derived from the table by which the body is decoded.
      const document = this.#decode(request, response) as ResponseDocument<Id>;
      publishEnd({ status: response.status });
      return id === "requestToken" ? document : this.#options.secrets.hideIn(document);
    } catch (error) {
      this.#options.secrets.hideInError(error);
      publishEnd({ error });
      throw error;
    }
  }

  /** Returns the URL of a request. */
  urlOf(id: OperationId, query: CallOptions["query"] = {}): URL {
    const url = new URL(this.#options.endpoint);
    url.pathname = operations[id].path.replace("{version}", this.#options.version);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return url;
  }

  /** Returns the fields that identify a request in errors and diagnostics. */
  describe(operationId: OperationId): RequestDescription {
    const { method } = operations[operationId];
    return { operationId, method, url: this.urlOf(operationId).href };
  }

  /** Publishes the start of a request. Returns a function that publishes its end. */
  #publishStart(request: RequestDescription, waitId?: number) {
    const { now } = this.#options;
    const startedAt = now();
    const ids = { requestId: nextId(), ...(waitId !== undefined && { waitId }) };
    publishRequest("asyncstatus:request:start", () => ({ ...ids, ...request }));
    return ({ status, error }: { status?: number; error?: unknown }): void => {
      const hasStatus = error instanceof DeviceError || error instanceof ResponseError;
      publishRequest("asyncstatus:request:end", () => ({
        ...ids,
        ...(hasStatus && { status: error.status }),
        ...(status !== undefined && { status }),
        ...(error instanceof AsyncStatusError && { errorCode: error.code }),
        durationMs: now() - startedAt,
      }));
    };
  }

  #decode(request: RequestDescription, { status, headers, body }: TransportResponse): unknown {
    if (status >= 400) {
      const retryAfterMs = parseRetryAfter(headers["retry-after"]);
      throw new DeviceError({ ...request, status, retryAfterMs, messages: decodeMessages(body) });
    }
    if (status >= 300) throw new ResponseError({ ...request, code: "redirect", status });
    const { responses }: OperationDescriptor = operations[request.operationId];
    const name = responses[status];
    if (name === undefined) {
      const statuses = Object.keys(responses).map(Number);
      const expectedStatuses = statuses.filter((expected) => expected < 300);
      throw new ResponseError({ ...request, code: "unexpected-status", status, expectedStatuses });
    }
    if (name === null) return undefined;
    try {
      return name === "AsyncStatusResponse"
        ? this.#decodeStatus(body)
        : decodeLeniently(name, body);
    } catch (cause) {
      throw new ResponseError({ ...request, code: "undecodable", status, cause });
    }
  }
}

function decodeMessages(body: Uint8Array): readonly Message[] {
  try {
    return decodeLeniently("ErrorResponse", body).messages;
  } catch {
    // An error page of the web server or of a proxy: the status says it all.
    return [];
  }
}

/**
 * Parses a `Retry-After` header in seconds (RFC 9110 section 10.2.3). A date is ignored, because the
 * clocks of the device and this computer may differ.
 */
function parseRetryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) * 1000 : undefined;
}
