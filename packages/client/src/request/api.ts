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
import { urlWithoutSecrets } from "../errors/transport-error.ts";
import { nextId, type Publish } from "../observability/publish.ts";
import type { Transport, TransportRequest, TransportResponse } from "../transport/transport.ts";

type Responses<Id extends OperationId> = (typeof operations)[Id]["responses"];
type SuccessStatus<Id extends OperationId> = Extract<keyof Responses<Id>, 200 | 202 | 204>;

/** The document of a successful response, or `undefined` if it has none. */
export type ResponseDocument<Id extends OperationId> =
  Responses<Id>[SuccessStatus<Id>] extends infer Name
    ? Name extends DocumentName
      ? Documents[Name]
      : undefined
    : never;

/** Query parameters; a list repeats its parameter. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Options of {@link Api.call}. */
export interface CallOptions {
  /** The value of the `Authorization` header. */
  readonly authorization: string;
  readonly query?: Query | undefined;
  /** The document of the request body, as XML. */
  readonly body?: string;
  /** The fields of a form, or its text as it is. */
  readonly form?: Readonly<Record<string, string>> | string;
  readonly signal?: AbortSignal | undefined;
  /** The wait that the request belongs to, for diagnostics. */
  readonly waitId?: number | undefined;
}

/** A request by its method and path, of the specification or not. */
export interface RawRequest extends Pick<CallOptions, "authorization" | "query" | "signal"> {
  readonly method: TransportRequest["method"];
  /** The path, which begins with `/rest/`. */
  readonly path: string;
  /** The request of the specification, if it is one. */
  readonly operationId?: OperationId | undefined;
  readonly body?: string | undefined;
  /** The media type of the body. */
  readonly contentType?: string | undefined;
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
  readonly publish: Publish<RequestMessages>;
}

type RequestDescription = Pick<DeviceErrorDetails, "operationId" | "method" | "url">;

interface Exchange<Value> extends Pick<CallOptions, "authorization" | "signal" | "waitId"> {
  readonly url: URL;
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
  /** Reads a 2xx. */
  readonly read: (response: TransportResponse) => Value;
}

/** The messages about requests on Node.js's `diagnostics_channel`. */
export interface RequestMessages {
  /** A request is about to be sent. */
  "asyncstatus:request:start": {
    /** Identifies the request in both messages. */
    readonly requestId: number;
    /** The wait that the request belongs to, if any. */
    readonly waitId?: number;
    /** Absent if the request is not of the specification. */
    readonly operationId?: OperationId | undefined;
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

/** Api sends the requests of the specification, without a session and without retries. */
export class Api {
  readonly #options: ApiOptions;
  // Many responses equal the one before: in polls, and of elements that run as they are edited.
  readonly #decoders = new Map<DocumentName, (body: Uint8Array) => unknown>();

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
    const { form, body, ...common } = options;
    const request = this.describe(id);
    const formText = typeof form === "object" ? new URLSearchParams(form).toString() : form;
    const response = await this.#exchange(request, {
      ...common,
      ...(formText !== undefined && {
        body: formText,
        contentType: "application/x-www-form-urlencoded",
      }),
      ...(body !== undefined && { body, contentType: "application/xml" }),
      url: this.urlOf(id, options.query),
      // ResponseDocument is derived from the table by which the body is decoded.
      read: (response) => this.#decode(id, request, response) as ResponseDocument<Id>,
    });
    return holdsSecrets.has(id) ? response : this.#options.secrets.hideIn(response);
  }

  /**
   * Sends a request as it is. Any 2xx is a success.
   *
   * @throws {DeviceError | ResponseError | TransportError} As {@link call} does.
   */
  async send(request: RawRequest): Promise<TransportResponse> {
    const { method, path, operationId, query, ...options } = request;
    const url = this.#urlOf(path, query);
    const description = { operationId, method, url: urlWithoutSecrets(url) };
    return this.#exchange(description, { ...options, url, read: (response) => response });
  }

  async #exchange<Value>(request: RequestDescription, exchange: Exchange<Value>): Promise<Value> {
    const { authorization, body, contentType, signal, url, waitId, read } = exchange;
    const { requestTimeoutMs: timeoutMs, secrets, transport } = this.#options;
    const publishEnd = this.#publishStart(request, waitId);
    try {
      const response = await transport.request({
        method: request.method,
        url,
        headers: {
          accept: "application/xml",
          authorization,
          ...(contentType !== undefined && { "content-type": contentType }),
        },
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
        timeoutMs,
        ...(large.has(request.operationId) && { maxResponseBytes: elementLimits.maxBytes }),
      });
      requireSuccess(request, response);
      const value = read(response);
      publishEnd({ status: response.status });
      return value;
    } catch (error) {
      secrets.hideInError(error);
      publishEnd({ error });
      throw error;
    }
  }

  /** Returns the URL of a request. */
  urlOf(id: OperationId, query?: Query): URL {
    return this.#urlOf(operations[id].path.replace("{version}", this.#options.version), query);
  }

  #urlOf(path: string, query: Query = {}): URL {
    const url = new URL(this.#options.endpoint);
    url.pathname = path;
    for (const [name, values] of Object.entries(query)) {
      for (const value of [values ?? []].flat()) url.searchParams.append(name, value);
    }
    return url;
  }

  /** Returns the fields that identify a request in errors and diagnostics. */
  describe(operationId: OperationId): RequestDescription & { readonly operationId: OperationId } {
    const { method } = operations[operationId];
    return { operationId, method, url: this.urlOf(operationId).href };
  }

  /** Publishes the start of a request. Returns a function that publishes its end. */
  #publishStart(request: RequestDescription, waitId?: number) {
    const { now, publish } = this.#options;
    const startedAt = now();
    const ids = { requestId: nextId(), ...(waitId !== undefined && { waitId }) };
    publish("asyncstatus:request:start", () => ({ ...ids, ...request }));
    return ({ status, error }: { status?: number; error?: unknown }): void => {
      const hasStatus = error instanceof DeviceError || error instanceof ResponseError;
      publish("asyncstatus:request:end", () => ({
        ...ids,
        ...(hasStatus && { status: error.status }),
        ...(status !== undefined && { status }),
        ...(error instanceof AsyncStatusError && { errorCode: error.code }),
        durationMs: now() - startedAt,
      }));
    };
  }

  #decode(id: OperationId, request: RequestDescription, response: TransportResponse): unknown {
    const { status, body } = response;
    const { responses }: OperationDescriptor = operations[id];
    const name = responses[status];
    if (name === undefined) {
      const statuses = Object.keys(responses).map(Number);
      const expectedStatuses = statuses.filter((expected) => expected < 300);
      throw new ResponseError({ ...request, code: "unexpected-status", status, expectedStatuses });
    }
    if (name === null) return undefined;
    try {
      return this.#decoderOf(name)(body);
    } catch (cause) {
      throw new ResponseError({ ...request, code: "undecodable", status, cause });
    }
  }

  #decoderOf(name: DocumentName): (body: Uint8Array) => unknown {
    const known = this.#decoders.get(name);
    if (known) return known;
    const decoder =
      name === "ConfigElementsResponse"
        ? // Not leniently: a part of the configuration must not be lost.
          createDecoder(name, elementLimits)
        : createDecoder(name, {}, decodeLeniently);
    this.#decoders.set(name, decoder);
    return decoder;
  }
}

/** The configuration is what the caller wants, even where it has the text of a password. */
const holdsSecrets: ReadonlySet<OperationId> = new Set([
  "addConfigElement",
  "changeConfigElement",
  "getConfigElements",
  "requestToken",
]);

/** A page of 100 elements with 100 attributes each. */
const elementLimits = { maxBytes: 4_194_304, maxElements: 100_000 };

/** The requests whose responses can be large. */
const large: ReadonlySet<OperationId | undefined> = new Set(["getConfigElements", undefined]);

/** @throws {DeviceError | ResponseError} If the status is not a 2xx. */
function requireSuccess(request: RequestDescription, response: TransportResponse): void {
  const { status, headers, body } = response;
  if (status >= 400) {
    const retryAfterMs = parseRetryAfter(headers["retry-after"]);
    throw new DeviceError({ ...request, status, retryAfterMs, messages: decodeMessages(body) });
  }
  if (status >= 300) throw new ResponseError({ ...request, code: "redirect", status });
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
