import {
  basicAuthorization,
  type Clock,
  type Credentials,
  type RestVersion,
  type Transport,
  TransportError,
  type TransportResponse,
} from "@asyncstatus/client";
import { decode } from "@asyncstatus/model";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import { ProviderSecrets } from "./secrets.ts";

/** A request to a provider. */
export interface ProviderRequest {
  readonly version: RestVersion;
  readonly operationId: OperationId;
  readonly authorization: "none" | "basic" | { readonly token: string };
  /** Defaults to the operation's method. */
  readonly method?: "GET";
  /** Defaults to the operation's path. */
  readonly path?: string;
  /** A list repeats the parameter. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly form?: Readonly<Record<string, string>>;
  /** A body in XML. */
  readonly body?: string;
  /** @default "application/xml" */
  readonly accept?: string;
  /**
   * The effect of an interruption: `abort` the request; let it `finish` if it was sent, but not start
   * it; or `ignore` the interruption. After an interruption, a request gets 2 s.
   *
   * @default "abort"
   */
  readonly onInterrupt?: "abort" | "finish" | "ignore";
}

/** A request and its response, or the error that it failed with. */
export interface Exchange {
  readonly request: ProviderRequest;
  readonly method: string;
  readonly path: string;
  readonly result: TransportResponse | TransportError;
}

/** The options of a {@link Provider}. */
export interface ProviderOptions {
  readonly endpoint: URL;
  readonly credentials: Credentials;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** The time limit of a request after an interruption, so that a silent device does not hold up the end. */
const interruptedTimeoutMs = 2_000;

/** Sends requests and records them with their responses. */
export class Provider {
  readonly exchanges: Exchange[] = [];
  readonly secrets: ProviderSecrets;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly #options: ProviderOptions;

  constructor(options: ProviderOptions) {
    this.#options = options;
    this.clock = options.clock;
    this.signal = options.signal;
    this.secrets = new ProviderSecrets(options.credentials);
  }

  /** The origin that requests are sent to. */
  get origin(): string {
    return this.#options.endpoint.origin;
  }

  /**
   * @throws {TransportError} If there is no complete response.
   * @throws The signal's reason, if it was aborted before the request.
   */
  async send(request: ProviderRequest): Promise<TransportResponse> {
    const { endpoint, transport, requestTimeoutMs, signal } = this.#options;
    const { operationId, query, form, body, onInterrupt = "abort" } = request;
    if (onInterrupt !== "ignore") signal?.throwIfAborted();
    const { method, path } = targetOf(request);
    const interruption = this.#interruption(onInterrupt);
    const url = new URL(path, endpoint);
    url.search = searchOf(query);
    try {
      const result = await transport.request({
        method,
        url,
        headers: {
          accept: request.accept ?? "application/xml",
          ...this.#authorizationHeader(request),
          ...(form && { "content-type": "application/x-www-form-urlencoded" }),
          ...(body !== undefined && { "content-type": "application/xml" }),
        },
        ...(form && { body: new URLSearchParams(form).toString() }),
        ...(body !== undefined && { body }),
        ...(interruption && { signal: interruption.signal }),
        timeoutMs: signal?.aborted
          ? Math.min(requestTimeoutMs, interruptedTimeoutMs)
          : requestTimeoutMs,
      });
      this.exchanges.push({ request, method, path, result });
      // Before a check quotes the response.
      if (operationId === "requestToken") this.tokenIn(result);
      return result;
    } catch (error) {
      this.secrets.hideInError(error);
      if (error instanceof TransportError) {
        this.exchanges.push({ request, method, path, result: error });
      }
      throw error;
    } finally {
      interruption?.end();
    }
  }

  /** Returns the signal that ends a request after an interruption. */
  #interruption(
    onInterrupt: ProviderRequest["onInterrupt"],
  ): { readonly signal: AbortSignal; end(): void } | undefined {
    const { clock, signal } = this.#options;
    if (!signal) return undefined;
    if (onInterrupt === "abort") return { signal, end() {} };
    const late = new AbortController();
    let cancel = () => {};
    const onAbort = () => {
      cancel = clock.after(interruptedTimeoutMs, () => late.abort(signal.reason));
    };
    signal.addEventListener("abort", onAbort, { once: true });
    return {
      signal: late.signal,
      end() {
        signal.removeEventListener("abort", onAbort);
        cancel();
      },
    };
  }

  /** Returns the token in a response of `auth/token`, if there is one that a header can carry. */
  tokenIn({ status, body }: TransportResponse): string | undefined {
    if (status !== 200) return undefined;
    try {
      const { accessToken } = decode("AccessTokenResponse", body).data;
      if (!/^[\x21-\x7e]+$/.test(accessToken)) return undefined;
      this.secrets.addToken(accessToken);
      return accessToken;
    } catch {
      return undefined;
    }
  }

  #authorizationHeader({ authorization }: ProviderRequest): { authorization?: string } {
    if (authorization === "none") return {};
    if (authorization === "basic") {
      return { authorization: basicAuthorization(this.#options.credentials) };
    }
    this.secrets.addToken(authorization.token);
    return { authorization: `Bearer ${authorization.token}` };
  }
}

/** The path of an operation in a version. */
export function pathOf(operationId: OperationId, version: RestVersion): string {
  return operations[operationId].path.replace("{version}", version);
}

/** Writes the parameters of a request as its query, without the question mark. */
export function searchOf(query: ProviderRequest["query"] = {}): string {
  const parameters = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return new URLSearchParams(parameters).toString();
}

/** The method and the path of a request. */
export function targetOf({
  operationId,
  version,
  method,
  path,
}: Pick<ProviderRequest, "operationId" | "version" | "method" | "path">) {
  return {
    method: method ?? operations[operationId].method,
    path: path ?? pathOf(operationId, version),
  };
}
