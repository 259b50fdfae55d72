import type { Clock } from "@asyncstatus/model/clock";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import { asError } from "../errors/asyncstatus-error.ts";
import { isTransient, mayHaveBeenAccepted } from "../errors/classify.ts";
import { DeviceError, type DeviceErrorCode } from "../errors/device-error.ts";
import { type LockLossReason, LockLostError, LockNotReleasedError } from "../errors/lock-errors.ts";
import { ResponseError } from "../errors/response-error.ts";
import type { Api, CallOptions, RawRequest, ResponseDocument } from "../request/api.ts";
import { basicAuthorization, type Credentials } from "../request/credentials.ts";
import type { TransportResponse } from "../transport/transport.ts";
import { abortable } from "./abortable.ts";
import { ConfigurationLock, type LockOptions } from "./configuration-lock.ts";
import type { SessionSecrets } from "./session-secrets.ts";

/** Options of a {@link Session}. */
export interface SessionOptions {
  readonly api: Api;
  /** Receives each token. */
  readonly secrets: SessionSecrets;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** The form field that has the current token in a renewal; `false`: the token is the whole body. */
  readonly renewalField: string | false;
  /** The lifetime of a token. */
  readonly tokenLifetimeMs: number;
}

/** Options of {@link Session.call}. */
export type SessionCallOptions = Pick<CallOptions, "query" | "body" | "signal" | "waitId">;

/** Called after each renewal of the token, with the error if it failed. */
export type RenewalListener = (error?: Error) => void;

interface Token {
  readonly value: string;
  /** When it was requested. On the device it cannot be older. */
  readonly requestedAt: number;
}

type LockState =
  | { readonly status: "none" | "held" }
  | { readonly status: "lost"; readonly reason: LockLossReason };

// A renewal that fails leaves time for several more attempts before the token expires.
const renewalFraction = 0.6;
const renewalRetryFraction = 1 / 60;

const unlockAttempts = 3;
const unlockRetryMs = 1_000;

/**
 * Session sends the requests of one login. It obtains the token, renews it in time, and acquires and
 * releases the configuration lock.
 *
 * The lock belongs to the token. While the lock is held, the token is only replaced by a renewal, which
 * moves the lock to the new token. A new login would lose the lock.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #basicAuthorization: string;
  readonly #renewalListeners = new Set<RenewalListener>();
  #token: Token | undefined;
  /** The login or renewal in progress, shared by concurrent calls. */
  #tokenRequest: Promise<Token> | undefined;
  /** The earliest time of the next renewal after one that failed. */
  #retryRenewalAt = 0;
  #cancelRenewal = () => {};
  /** The number of requests in flight that change something. A renewal could invalidate their token. */
  #writesInFlight = 0;
  #lock: LockState = { status: "none" };
  /** Counts the acquisitions of the lock. */
  #lockTenure = 0;
  #unlocking: Promise<void> | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#basicAuthorization = basicAuthorization(options.credentials);
  }

  /**
   * The number of the current tenure of the lock, or `undefined` if the lock is not held. If the number
   * is the same at two times, the lock was held from one to the other.
   */
  get lockTenure(): number | undefined {
    return this.#lock.status === "held" ? this.#lockTenure : undefined;
  }

  /** The URL of `admin/asyncstatus`. */
  get statusUrl(): string {
    return this.#options.api.urlOf("getAsyncStatus").href;
  }

  /** The fields that identify a request in errors. */
  describe(id: OperationId) {
    return this.#options.api.describe(id);
  }

  /** Adds a listener for renewals. Returns a function that removes it. */
  onRenewal(listener: RenewalListener): () => void {
    this.#renewalListeners.add(listener);
    return () => this.#renewalListeners.delete(listener);
  }

  /** Obtains a token, so that wrong credentials fail early. */
  async logIn(signal?: AbortSignal): Promise<void> {
    await this.#currentToken(signal);
  }

  /**
   * Sends a request with the token. If the device refuses the token, a GET is sent again with a new
   * token. Other requests are sent once.
   *
   * @throws {LockLostError} If the lock was held and its token has ended.
   * @throws {DeviceError | ResponseError | TransportError} As {@link Api.call} does.
   */
  async call<Id extends OperationId>(
    id: Id,
    options: SessionCallOptions = {},
  ): Promise<ResponseDocument<Id>> {
    return this.#withToken(operations[id].method, options.signal, (authorization) =>
      this.#options.api.call(id, { ...options, authorization }),
    );
  }

  /** Sends any request with the token, otherwise as {@link call} does. */
  async send(request: Omit<RawRequest, "authorization">): Promise<TransportResponse> {
    return this.#withToken(request.method, request.signal, (authorization) =>
      this.#options.api.send({ ...request, authorization }),
    );
  }

  async #withToken<Value>(
    method: string,
    signal: AbortSignal | undefined,
    request: (authorization: string) => Promise<Value>,
  ): Promise<Value> {
    const send = ({ value }: Token) => request(`Bearer ${value}`);
    const isRead = method === "GET";
    const token = await this.#currentToken(signal);
    if (!isRead) this.#writesInFlight += 1;
    try {
      return await send(token);
    } catch (error) {
      if (!isRefusal(error, "unauthorized")) throw error;
      const newToken = await this.#replaceRefused(token, error, signal);
      if (!isRead) throw error;
      return await send(newToken);
    } finally {
      if (!isRead) {
        this.#writesInFlight -= 1;
        this.#scheduleRenewal();
      }
    }
  }

  /**
   * Acquires the configuration lock, and keeps its token alive until the lock is released.
   *
   * @throws {DeviceError} `locked` if another user still holds the lock after `waitMs`.
   * @throws {LockNotReleasedError} If the request has no response, and the lock that the device may have
   *   granted cannot be released.
   */
  async acquireLock({
    signal,
    waitMs = 0,
    retryMs = 5_000,
  }: LockOptions = {}): Promise<ConfigurationLock> {
    const { clock } = this.#options;
    const deadline = clock.now() + waitMs;
    for (;;) {
      try {
        await this.call("lockConfiguration", { signal });
        break;
      } catch (error) {
        if (mayHaveBeenAccepted(error)) await this.#unlockAfter(error);
        const leftMs = deadline - clock.now();
        if (!isRefusal(error, "locked") || leftMs <= 0) throw error;
        await clock.sleep(Math.min(retryMs, leftMs), signal);
      }
    }
    this.#lockTenure += 1;
    this.#setLock("held");
    const tenure = this.#lockTenure;
    return new ConfigurationLock(() => this.#releaseTenure(tenure));
  }

  /** Releases the configuration lock if it is held. */
  async releaseLock(): Promise<void> {
    if (this.#lock.status === "held") await this.#releaseTenure(this.#lockTenure);
  }

  async #releaseTenure(tenure: number): Promise<void> {
    if (tenure !== this.#lockTenure || this.#lock.status === "none") return;
    if (this.#lock.status === "lost") throw new LockLostError(this.#lock.reason);
    this.#unlocking ??= this.#unlock().finally(() => {
      this.#unlocking = undefined;
      this.#setLock("none");
    });
    await this.#unlocking;
  }

  /** Releases the lock that the device may have granted although the request for it failed. */
  async #unlockAfter(error: unknown): Promise<void> {
    try {
      await this.#unlock();
    } catch (releaseError) {
      if (releaseError instanceof LockLostError) return;
      throw new LockNotReleasedError(error, releaseError);
    }
  }

  /** Sends the unlock, several times if there is no response, because the lock blocks every user. */
  async #unlock(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.call("unlockConfiguration");
        return;
      } catch (error) {
        if (isRefusal(error, "locked")) {
          // The previous attempt released the lock, and its response was lost.
          if (attempt > 1) return;
          throw new LockLostError("not-held", error);
        }
        if (attempt === unlockAttempts || !isTransient(error)) throw error;
        await this.#options.clock.sleep(unlockRetryMs);
      }
    }
  }

  #setLock(status: "none" | "held"): void {
    this.#lock = { status };
    this.#scheduleRenewal();
  }

  #loseLock(reason: LockLossReason, cause?: unknown): LockLostError {
    this.#lock = { status: "lost", reason };
    this.#token = undefined;
    this.#cancelRenewal();
    return new LockLostError(reason, cause);
  }

  /** Returns a valid token, after a login or a renewal if one is due. */
  async #currentToken(signal: AbortSignal | undefined): Promise<Token> {
    const token = this.#token;
    if (!token) return this.#replaceToken(undefined, signal);
    const { clock, tokenLifetimeMs } = this.#options;
    if (clock.now() - token.requestedAt >= tokenLifetimeMs) {
      if (this.#lock.status === "held") throw this.#loseLock("token-expired");
      return this.#replaceToken(undefined, signal);
    }
    if (clock.now() < this.#renewalDueAt(token) || this.#writesInFlight > 0) return token;
    try {
      return await this.#replaceToken(token, signal);
    } catch (error) {
      signal?.throwIfAborted();
      // The old token is still valid: use it, and retry the renewal later.
      this.#retryRenewalAt = clock.now() + tokenLifetimeMs * renewalRetryFraction;
      this.#notifyRenewal(asError(error));
      return token;
    }
  }

  /** Returns a time and not an age, because differences of fractions may round down repeatedly. */
  #renewalDueAt({ requestedAt }: Token): number {
    const { tokenLifetimeMs } = this.#options;
    return Math.max(requestedAt + tokenLifetimeMs * renewalFraction, this.#retryRenewalAt);
  }

  /** Schedules the renewal of a token that holds the lock, in case no request renews it before. */
  #scheduleRenewal(): void {
    this.#cancelRenewal();
    if (this.#lock.status !== "held" || !this.#token) return;
    const { clock } = this.#options;
    const delayMs = Math.max(0, this.#renewalDueAt(this.#token) - clock.now());
    this.#cancelRenewal = clock.after(delayMs, () => {
      // The end of the request in flight schedules the renewal again.
      if (this.#writesInFlight > 0) return;
      const scheduleNext = () => this.#scheduleRenewal();
      // If the lock is lost here, the next request fails with LockLostError.
      this.#currentToken(undefined).then(scheduleNext, scheduleNext);
    });
  }

  /** Returns a new token in place of one that the device refused. */
  async #replaceRefused(
    token: Token,
    refusal: DeviceError,
    signal: AbortSignal | undefined,
  ): Promise<Token> {
    if (this.#token && this.#token !== token) return this.#token;
    if (this.#lock.status !== "held") return this.#replaceToken(undefined, signal);
    try {
      return await this.#replaceToken(token, signal);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      throw this.#loseLock("token-refused", refusal);
    }
  }

  /** Logs in, or renews a token. Concurrent calls share one request. */
  #replaceToken(current: Token | undefined, signal: AbortSignal | undefined): Promise<Token> {
    this.#tokenRequest ??= this.#requestToken(current).finally(() => {
      this.#tokenRequest = undefined;
    });
    return abortable(this.#tokenRequest, signal);
  }

  async #requestToken(current: Token | undefined): Promise<Token> {
    const { api, clock, renewalField, secrets } = this.#options;
    const requestedAt = clock.now();
    const { data } = await api.call("requestToken", {
      authorization: this.#basicAuthorization,
      ...(current && {
        form: renewalField === false ? current.value : { [renewalField]: current.value },
      }),
    });
    // The token is sent in a header as it is.
    if (!/^[\x21-\x7e]+$/.test(data.accessToken)) {
      throw new ResponseError({
        ...api.describe("requestToken"),
        code: "undecodable",
        status: 200,
        detail: "the token cannot be sent in a header",
      });
    }
    secrets.addToken(data.accessToken);
    this.#token = { value: data.accessToken, requestedAt };
    this.#retryRenewalAt = 0;
    if (current) this.#notifyRenewal();
    return this.#token;
  }

  #notifyRenewal(error?: Error): void {
    for (const listener of this.#renewalListeners) listener(error);
  }
}

function isRefusal(error: unknown, code: DeviceErrorCode): error is DeviceError {
  return error instanceof DeviceError && error.code === code;
}
