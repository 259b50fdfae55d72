import type { Clock } from "@asyncstatus/model/clock";
import { type OperationId, operations } from "@asyncstatus/model/operations";
import { asError } from "../errors/asyncstatus-error.ts";
import { isTransient, mayHaveBeenAccepted } from "../errors/classify.ts";
import { DeadlineError } from "../errors/deadline-error.ts";
import { DeviceError, type DeviceErrorCode } from "../errors/device-error.ts";
import { type LockLossReason, LockLostError, LockNotReleasedError } from "../errors/lock-errors.ts";
import { requireDuration } from "../errors/option-error.ts";
import { ResponseError } from "../errors/response-error.ts";
import { withTimeLimit } from "../errors/time-limit.ts";
import { TransportError } from "../errors/transport-error.ts";
import type { Api, CallOptions, RawRequest, ResponseDocument } from "../request/api.ts";
import { basicAuthorization, type CredentialsSource } from "../request/credentials.ts";
import type { TransportResponse } from "../transport/transport.ts";
import { abortable } from "./abortable.ts";
import { ConfigurationLock, type LockOptions, type ReleaseOptions } from "./configuration-lock.ts";
import { LockTenure, type Token } from "./lock-tenure.ts";
import type { SessionSecrets } from "./session-secrets.ts";

/** Options of a {@link Session}. */
export interface SessionOptions {
  readonly api: Api;
  /** Receives each token. */
  readonly secrets: SessionSecrets;
  readonly credentials: CredentialsSource;
  readonly clock: Clock;
  /** The form field that has the current token in a renewal; `false`: the token is the whole body. */
  readonly renewalField: string | false;
  /** The lifetime of a token. */
  readonly tokenLifetimeMs: number;
}

/** Options of {@link Session.call}. */
export type SessionCallOptions = Pick<CallOptions, "query" | "body" | "signal" | "waitId">;

/** Callbacks before and after the release of the lock. */
interface ReleaseHooks {
  readonly before: (signal: AbortSignal | undefined) => Promise<void>;
  readonly after: () => void;
}

/** Called after each renewal of the token, with the error if it failed. */
export type RenewalListener = (error?: Error) => void;

interface HeldLock {
  readonly status: "held";
  readonly tenure: LockTenure;
  handles: number;
}

type LockState =
  | { readonly status: "none"; readonly tenure?: undefined }
  | HeldLock
  | { readonly status: "lost"; readonly tenure: LockTenure; readonly reason: LockLossReason };

// A renewal that fails leaves time for several more attempts before the token expires.
const renewalFraction = 0.6;
const renewalRetryFraction = 1 / 60;

/** The requests that succeed only for the holder of the lock. */
const needsLock: ReadonlySet<OperationId> = new Set([
  "saveVerifyOrRestore",
  "activateOrBackUp",
  "unlockConfiguration",
  "addConfigElement",
  "changeConfigElement",
  "deleteConfigElement",
]);

const expiryMarginMs = 30_000;

const unlockAttempts = 3;
const unlockRetryMs = 1_000;
const unlockAfterAbortMs = 2_000;

/**
 * Session sends the requests of one login. It obtains the token, renews it in time, and acquires and
 * releases the configuration lock.
 *
 * The lock belongs to the token. While the lock is held, the token is only replaced by a renewal, which
 * moves the lock to the new token. A new login would lose the lock.
 */
export class Session {
  readonly #options: SessionOptions;
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
  /** The latest acquisition of the lock. */
  #locking: Promise<HeldLock> | undefined;
  #unlocking: Promise<void> | undefined;
  /** When the last request that the device accepted was sent. */
  #lastAcceptedAt = 0;
  /** When the last request that only the holder of the lock may send was sent, and accepted. */
  #lastExercisedAt = 0;
  /** True if a submission has no response: it may arrive as long as its token has the lock. */
  #mayArriveLate = false;
  #releaseHooks: ReleaseHooks | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** The current tenure of the lock, or `undefined` if the lock is not held. */
  get lockTenure(): LockTenure | undefined {
    return this.#lock.status === "held" ? this.#lock.tenure : undefined;
  }

  /** Sets what happens before and after the lock is released. */
  onRelease(hooks: ReleaseHooks): void {
    this.#releaseHooks = hooks;
  }

  /**
   * Records that a submission has no response. The next login after the release of the lock uses a new
   * token, so that the submission is refused if it arrives then.
   */
  noteUnanswered(): void {
    this.#mayArriveLate = true;
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
    const isExercise = needsLock.has(id);
    return this.#withToken(operations[id].method, isExercise, options.signal, (authorization) =>
      this.#options.api.call(id, { ...options, authorization }),
    );
  }

  /** Sends any request with the token, otherwise as {@link call} does. */
  async send(request: Omit<RawRequest, "authorization">): Promise<TransportResponse> {
    return this.#withToken(request.method, false, request.signal, (authorization) =>
      this.#options.api.send({ ...request, authorization }),
    );
  }

  async #withToken<Value>(
    method: string,
    isExercise: boolean,
    signal: AbortSignal | undefined,
    request: (authorization: string, token: Token) => Promise<Value>,
  ): Promise<Value> {
    const send = async (token: Token) => {
      const sentAt = this.#options.clock.now();
      const response = await request(`Bearer ${token.value}`, token);
      this.#lastAcceptedAt = sentAt;
      if (isExercise && this.#lock.status === "held") {
        this.#lastExercisedAt = sentAt;
        this.#lock.tenure.exercised(token);
      }
      return response;
    };
    const isRead = method === "GET";
    const token = await this.#currentToken(signal);
    if (!isRead) this.#writesInFlight += 1;
    try {
      return await send(token);
    } catch (error) {
      if (isRefusal(error, "locked") && isExercise) this.#noteNotHeld(token);
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
   * Acquires the configuration lock, and keeps its token alive until the lock is released. If this session
   * already holds the lock, the result is another handle of it: the lock is released with the last one.
   *
   * @throws {OptionError} if a time is not a number of milliseconds.
   * @throws {DeviceError} `locked` if another user still holds the lock after `waitMs`.
   * @throws {LockNotReleasedError} If the request has no response, and the device may have granted the lock
   *   or still grant it.
   */
  async acquireLock(options: LockOptions = {}): Promise<ConfigurationLock> {
    const { signal, waitMs = 0, retryMs = 5_000, onEvent } = options;
    requireDuration("waitMs", waitMs);
    requireDuration("retryMs", retryMs);
    await this.#unlocking?.catch(() => undefined);
    if (this.#locking) await abortable(this.#locking, signal).catch(() => signal?.throwIfAborted());
    let lock = this.#lock;
    if (lock.status !== "held") {
      this.#locking = this.#acquire({ ...options, waitMs, retryMs });
      lock = await this.#locking;
    }
    const held = lock;
    held.handles += 1;
    onEvent?.({ type: "lock-held" });
    let isReleased = false;
    return new ConfigurationLock(async (release = {}) => {
      if (isReleased) return;
      if (held.handles > 1) {
        held.handles -= 1;
        isReleased = true;
        // The device may still hold a lost lock, which then protects the work of the other handles.
        const lock = this.#lock;
        if (lock.status === "lost" && lock.tenure === held.tenure) {
          throw new LockLostError(lock.reason);
        }
        return;
      }
      await this.#releaseTenure(held.tenure, release);
      isReleased = true;
    });
  }

  async #acquire({
    signal,
    waitMs,
    retryMs,
    onEvent,
  }: LockOptions & { readonly waitMs: number; readonly retryMs: number }): Promise<HeldLock> {
    const { api, clock, tokenLifetimeMs } = this.#options;
    const deadline = clock.now() + waitMs;
    for (;;) {
      await this.#currentToken(signal);
      try {
        // A concurrent request may replace the token meanwhile, but the lock belongs to this one.
        this.#token = await this.#withToken("POST", false, signal, async (authorization, token) => {
          await api.call("lockConfiguration", { authorization, signal });
          return token;
        });
        const tenure = new LockTenure(this.#token, clock.now(), tokenLifetimeMs);
        this.#lastExercisedAt = clock.now();
        const lock: HeldLock = { status: "held", tenure, handles: 0 };
        this.#lock = lock;
        this.#scheduleRenewal();
        return lock;
      } catch (error) {
        if (mayHaveBeenAccepted(error)) await this.#unlockAfter(error, signal);
        const leftMs = deadline - clock.now();
        if (!isRefusal(error, "locked") || leftMs <= 0) throw error;
        onEvent?.({ type: "lock-refused", retryInMs: Math.min(retryMs, leftMs), error });
        await clock.sleep(Math.min(retryMs, leftMs), signal).catch((reason: unknown) => {
          throw reason instanceof DeadlineError ? error : reason;
        });
      }
    }
  }

  /**
   * Releases the configuration lock if it is held, or if a token of this session may still have it.
   *
   * @throws {LockLostError} If the lock was lost and may still be held.
   */
  async releaseLock(options: ReleaseOptions = {}): Promise<void> {
    try {
      await this.#releaseTenure(this.#lock.tenure, options);
    } catch (error) {
      // A lost lock that is certainly free was reported when it was lost.
      if (!(error instanceof LockLostError) || error.mayBeHeld) throw error;
    }
  }

  async #releaseTenure(tenure: LockTenure | undefined, { signal }: ReleaseOptions): Promise<void> {
    const lock = this.#lock;
    if (lock.status === "none" || lock.tenure !== tenure) return;
    this.#unlocking ??= this.#release(lock, signal).finally(() => {
      this.#unlocking = undefined;
      this.#setReleased(lock.tenure);
    });
    await this.#unlocking;
  }

  async #release(
    lock: Exclude<LockState, { status: "none" }>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { tenure } = lock;
    if (lock.status === "held") {
      await this.#releaseHooks?.before(signal);
      return await this.#unlock(tenure, signal);
    }
    // A token of the tenure may still have the lock.
    if (!(await this.#unlockWithTokens(tenure.tokens, signal)))
      throw new LockLostError(lock.reason);
  }

  #setReleased(tenure: LockTenure): void {
    tenure.ended(this.#options.clock.now());
    this.#lock = { status: "none" };
    if (this.#mayArriveLate) {
      this.#mayArriveLate = false;
      this.#token = undefined;
    }
    this.#releaseHooks?.after();
    this.#scheduleRenewal();
  }

  /** Releases the lock that the device may have granted although the request for it failed. */
  async #unlockAfter(error: unknown, signal: AbortSignal | undefined): Promise<void> {
    const name = "release of the lock";
    const token = this.#token;
    try {
      if (signal?.aborted) {
        const { clock } = this.#options;
        await withTimeLimit(clock, { name, ms: unlockAfterAbortMs }, (limit) =>
          this.#unlock(undefined, limit),
        );
      } else await this.#unlock(undefined, undefined);
    } catch (releaseError) {
      // A response means that the request was processed: it did not grant the lock.
      const wasAnswered = !(error instanceof TransportError);
      const isSameToken = this.#token === token;
      if (releaseError instanceof LockLostError && wasAnswered && isSameToken) return;
      if (token && !isSameToken && (await this.#unlockWithTokens([token], undefined))) return;
      // The request may still arrive, and its token would have the lock.
      this.#token = undefined;
      throw new LockNotReleasedError(error, releaseError);
    }
  }

  /** Sends the unlock, several times if there is no response, because the lock blocks every user. */
  async #unlock(tenure: LockTenure | undefined, signal: AbortSignal | undefined): Promise<void> {
    const options = signal ? { signal } : {};
    let isRefused = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.call("unlockConfiguration", options);
        return;
      } catch (error) {
        if (isRefusal(error, "locked")) {
          if (await this.#unlockWithTokens(tenure?.tokens.slice(0, -1) ?? [], signal)) return;
          // The previous attempt released the lock, and its response was lost.
          if (attempt > 1 && tenure && !isRefused && !tenure.doubt) return;
          throw new LockLostError(tenure?.doubt ?? "not-held", error);
        }
        // The token was refused and has been renewed.
        if (isRefusal(error, "unauthorized") && !isRefused) {
          isRefused = true;
          continue;
        }
        if (attempt >= unlockAttempts || !isTransient(error) || signal?.aborted) throw error;
        await this.#options.clock.sleep(unlockRetryMs, signal);
      }
    }
  }

  /** Tries to release the lock with each token that has not expired. Returns true if one had it. */
  async #unlockWithTokens(
    tokens: readonly Token[],
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const { api, clock, tokenLifetimeMs } = this.#options;
    for (const { value, requestedAt } of tokens.toReversed()) {
      // A token is issued later than it is requested.
      const marginMs = this.#lock.status === "held" ? expiryMarginMs : 0;
      if (clock.now() >= requestedAt + tokenLifetimeMs + marginMs) continue;
      try {
        const authorization = `Bearer ${value}`;
        await api.call("unlockConfiguration", { authorization, ...(signal && { signal }) });
        return true;
      } catch (error) {
        if (!(error instanceof DeviceError)) return false;
      }
    }
    return false;
  }

  /** Records that the device reports that this session does not hold the lock. */
  #noteNotHeld(token: Token): void {
    if (this.#lock.status !== "held" || this.#unlocking || token !== this.#token) return;
    const { tenure } = this.#lock;
    // After a renewal without a response, a token that is not known may have the lock.
    const reason = tenure.doubt ?? "not-held";
    tenure.tokenRefused(this.#lastExercisedAt);
    this.#loseLock(reason);
  }

  #loseLock(reason: LockLossReason, cause?: unknown): LockLostError {
    if (this.#lock.status === "held") {
      const { tenure } = this.#lock;
      tenure.ended(this.#options.clock.now());
      this.#lock = { status: "lost", tenure, reason };
    }
    if (reason !== "not-held") this.#token = undefined;
    this.#cancelRenewal();
    return new LockLostError(reason, cause);
  }

  /** Returns a valid token, after a login or a renewal if one is due. */
  async #currentToken(signal: AbortSignal | undefined): Promise<Token> {
    const token = this.#token;
    if (!token) return this.#replaceToken(undefined, signal);
    const { clock, tokenLifetimeMs } = this.#options;
    // The monotonic clock may stop while the computer sleeps.
    if (clock.date().getTime() - token.requestedOn >= tokenLifetimeMs) {
      if (this.#lock.status !== "held") return this.#replaceToken(undefined, signal);
      this.#lock.tenure.tokenRefused(this.#lastAcceptedAt);
    }
    if (clock.now() - token.requestedAt >= tokenLifetimeMs) {
      if (this.#lock.status === "held") throw this.#loseLock("token-expired");
      return this.#replaceToken(undefined, signal);
    }
    if (clock.now() < this.#renewalDueAt(token) || this.#writesInFlight > 0) return token;
    try {
      return await this.#replaceToken(token, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (this.#lock.status === "held" && mayHaveBeenAccepted(error)) {
        this.#lock.tenure.renewalUnanswered();
      }
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
    this.#lock.tenure.tokenRefused(this.#lastAcceptedAt);
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

  /** Returns the value of the `Authorization` header for a token request. */
  async #authorize(): Promise<string> {
    const { credentials, secrets } = this.#options;
    const current = typeof credentials === "function" ? await credentials() : credentials;
    const authorization = basicAuthorization(current);
    secrets.addCredentials(current, authorization);
    return authorization;
  }

  async #requestToken(current: Token | undefined): Promise<Token> {
    const { api, clock, renewalField, secrets } = this.#options;
    const requestedAt = clock.now();
    const requestedOn = clock.date().getTime();
    const { data } = await api.call("requestToken", {
      authorization: await this.#authorize(),
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
    this.#token = { value: data.accessToken, requestedAt, requestedOn };
    if (current && this.#lock.status === "held") this.#lock.tenure.renewed(this.#token);
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
