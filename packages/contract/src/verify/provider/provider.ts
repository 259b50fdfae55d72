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
import { pathOf } from "../validation/specification.ts";
import { Secrets } from "./secrets.ts";

/** What a request shows of who asks. */
export type Authorization = "none" | "basic" | { readonly token: string };

/** One request to put. */
export interface ProviderRequest {
  readonly version: RestVersion;
  readonly operationId: OperationId;
  readonly authorization: Authorization;
  /** In place of the operation's own. */
  readonly method?: "GET";
  /** In place of the operation's own. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  /** @default "application/xml" */
  readonly accept?: string;
  /**
   * What becomes of it when the verification is interrupted: it is cut, or not begun but waited for
   * once it is under way, or put all the same. @default "is cut"
   */
  readonly whenInterrupted?: "is cut" | "ends" | "goes on";
}

/** One request that was put, and what came of it. */
export interface Exchange {
  readonly request: ProviderRequest;
  readonly method: string;
  readonly path: string;
  readonly answer: TransportResponse | TransportError;
}

/** What a provider is reached by. */
export interface ProviderOptions {
  readonly endpoint: URL;
  readonly credentials: Credentials;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Puts requests as they are told, and keeps what went over the wire. */
export class Provider {
  readonly exchanges: Exchange[] = [];
  readonly secrets: Secrets;
  readonly #options: ProviderOptions;
  readonly #basic: string;

  constructor(options: ProviderOptions) {
    this.#options = options;
    this.#basic = basicAuthorization(options.credentials);
    this.secrets = new Secrets(options.credentials);
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  get signal(): AbortSignal | undefined {
    return this.#options.signal;
  }

  /** The status of the last answer; none where there was no complete one. */
  get lastStatus(): number | undefined {
    const answer = this.exchanges.at(-1)?.answer;
    return answer instanceof TransportError ? undefined : answer?.status;
  }

  /**
   * @throws {TransportError} where there is no complete answer
   * @throws the signal's reason, where the verification was interrupted before
   */
  async send(request: ProviderRequest): Promise<TransportResponse> {
    const { endpoint, transport, requestTimeoutMs, signal } = this.#options;
    const { operationId, version, authorization, query, form } = request;
    const { whenInterrupted = "is cut" } = request;
    if (whenInterrupted !== "goes on") signal?.throwIfAborted();
    const method = request.method ?? operations[operationId].method;
    const path = request.path ?? pathOf(operationId, version);
    const url = new URL(path, endpoint);
    url.search = new URLSearchParams(query).toString();
    if (typeof authorization === "object") this.secrets.addToken(authorization.token);
    try {
      const answer = await transport.request({
        method,
        url,
        headers: {
          accept: request.accept ?? "application/xml",
          ...this.#authorizationHeader(authorization),
          ...(form && { "content-type": "application/x-www-form-urlencoded" }),
        },
        ...(form && { body: new URLSearchParams(form).toString() }),
        ...(whenInterrupted === "is cut" && signal && { signal }),
        timeoutMs: requestTimeoutMs,
      });
      this.exchanges.push({ request, method, path, answer });
      return answer;
    } catch (error) {
      if (error instanceof TransportError) {
        this.exchanges.push({ request, method, path, answer: error });
      }
      throw error;
    }
  }

  /** The token in an answer of `auth/token`, if one can be read and put into a header. */
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

  #authorizationHeader(authorization: Authorization): { authorization?: string } {
    if (authorization === "none") return {};
    if (authorization === "basic") return { authorization: this.#basic };
    return { authorization: `Bearer ${authorization.token}` };
  }
}
