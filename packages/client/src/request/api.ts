import {
  createDecoder,
  type DocumentName,
  type Documents,
  decode,
  type RestVersion,
} from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import { AsyncStatusError } from "../errors/asyncstatus-error.ts";
import { DeviceError, type DeviceErrorDetails } from "../errors/device-error.ts";
import { ResponseError } from "../errors/response-error.ts";
import { nextId, publish } from "../observability/diagnostics.ts";
import type { Transport, TransportResponse } from "../transport/transport.ts";
import { readRetryAfter } from "./retry-after.ts";

type Responses<Id extends OperationId> = (typeof operations)[Id]["responses"];
type SuccessStatus<Id extends OperationId> = Extract<keyof Responses<Id>, 200 | 202 | 204>;

/** What a request is answered with on success: a document, or nothing. */
export type Answer<Id extends OperationId> = Responses<Id>[SuccessStatus<Id>] extends infer Name
  ? Name extends DocumentName
    ? Documents[Name]
    : undefined
  : never;

/** What a call sends beside its method and path. */
export interface CallOptions {
  /** The value of the `Authorization` header. */
  readonly authorization: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** The wait that the request belongs to, for who observes. */
  readonly waitId?: number | undefined;
}

type RequestDescription = Pick<DeviceErrorDetails, "operationId" | "method" | "url">;

/** Where and how the API is reached. */
export interface ApiOptions {
  readonly endpoint: URL;
  readonly version: RestVersion;
  readonly transport: Transport;
  /** The limit for one request, from connecting to the last byte of the answer. */
  readonly requestTimeoutMs: number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** The requests of the REST API as the specification has them, without a session and without retries. */
export class Api {
  readonly #options: ApiOptions;
  // Most answers of a poll are equal to the one before.
  readonly #decodeStatus = createDecoder("AsyncStatusResponse");

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /**
   * Puts one request and reads its answer.
   *
   * @throws {DeviceError} where the device answers with a 4xx or 5xx.
   * @throws {ResponseError} where the answer is not one of this API.
   * @throws {TransportError} where there is no complete answer.
   */
  async call<Id extends OperationId>(id: Id, options: CallOptions): Promise<Answer<Id>> {
    const request = this.describe(id);
    const { method } = request;
    const form = options.form && new URLSearchParams(options.form).toString();
    const observed = this.#observe(request, options.waitId);
    try {
      const response = await this.#options.transport.request({
        method,
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
      // What a success carries is read from the same table as its type.
      const answer = this.#read(request, response) as Answer<Id>;
      observed({ status: response.status });
      return answer;
    } catch (error) {
      observed({ error });
      throw error;
    }
  }

  /** The URL that a request is put to. */
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

  /** Tells who observes that a request begins; returns what tells that it has ended. */
  #observe(request: RequestDescription, waitId?: number) {
    const { now } = this.#options;
    const since = now();
    const ids = { requestId: nextId(), ...(waitId !== undefined && { waitId }) };
    publish("asyncstatus:request:start", () => ({ ...ids, ...request }));
    return ({ status, error }: { status?: number; error?: unknown }): void => {
      const answered = error instanceof DeviceError || error instanceof ResponseError;
      publish("asyncstatus:request:end", () => ({
        ...ids,
        ...(answered && { status: error.status }),
        ...(status !== undefined && { status }),
        ...(error instanceof AsyncStatusError && { errorCode: error.code }),
        durationMs: now() - since,
      }));
    };
  }

  #read(request: RequestDescription, { status, headers, body }: TransportResponse): unknown {
    if (status >= 400) {
      const retryAfterMs = readRetryAfter(headers["retry-after"]);
      throw new DeviceError({ ...request, status, retryAfterMs, ...readReasons(body) });
    }
    if (status >= 300) throw new ResponseError({ ...request, code: "redirect", status });
    const { responses }: OperationDescriptor = operations[request.operationId];
    const document = responses[status];
    if (document === undefined) {
      const expectedStatuses = Object.keys(responses)
        .map(Number)
        .filter((code) => code < 300);
      throw new ResponseError({ ...request, code: "unexpected-status", status, expectedStatuses });
    }
    if (document === null) return undefined;
    try {
      return document === "AsyncStatusResponse" ? this.#decodeStatus(body) : decode(document, body);
    } catch (cause) {
      throw new ResponseError({ ...request, code: "undecodable", status, cause });
    }
  }
}

function readReasons(
  body: Uint8Array,
): Pick<Documents["ErrorResponse"], "messages"> & { cause?: unknown } {
  try {
    return { messages: decode("ErrorResponse", body).messages };
  } catch (cause) {
    return { messages: [], cause };
  }
}
