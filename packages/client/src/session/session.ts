import type { Clock } from "@asyncstatus/model/clock";
import type { OperationId } from "@asyncstatus/model/operations";
import { asError } from "../errors/asyncstatus-error.ts";
import { DeviceError } from "../errors/device-error.ts";
import { type LockLossReason, LockLostError } from "../errors/lock-errors.ts";
import { ResponseError } from "../errors/response-error.ts";
import type { Answer, Api } from "../request/api.ts";
import { basicAuthorization, type Credentials } from "../request/credentials.ts";
import { abortable } from "./abortable.ts";

/** What a session needs. */
export interface SessionOptions {
  readonly api: Api;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** The form field that takes the current token at a renewal. */
  readonly renewalField: string;
  /** How long a token lives: ten minutes, by the vendor's documentation. */
  readonly tokenLifetimeMs: number;
}

/** Is told that the token was renewed, or why it could not be. */
export type RenewalListener = (failure?: Error) => void;

/** What one call of a session sends. */
export interface SessionCallOptions {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** The wait that the request belongs to, for who observes. */
  readonly waitId?: number | undefined;
}

interface Token {
  readonly value: string;
  /** When it was asked for, by the clock: it cannot be younger on the device. */
  readonly since: number;
}

// A renewal that fails for a passing reason leaves several more tries in the rest of a token's life.
const renewalFraction = 0.6;
const renewalRetryFraction = 1 / 60;

/**
 * A token and, with it, perhaps the configuration lock, which belongs to the token. While the lock is
 * held, the token is replaced by the renewal that carries the lock over, and never by a new login.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #basic: string;
  #token: Token | undefined;
  #replacing: Promise<Token> | undefined;
  #renewAgainAt = 0;
  #cancelRenewal = () => {};
  /** Requests under way that are not repeated: a renewal now could end their token before they arrive. */
  #unrepeatable = 0;
  readonly #listeners = new Set<RenewalListener>();
  #lock: "none" | "held" | "lost" = "none";
  #lockTenures = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#basic = basicAuthorization(options.credentials);
  }

  /** Whether this session holds the configuration lock, has lost it, or neither. */
  get lock(): "none" | "held" | "lost" {
    return this.#lock;
  }

  /**
   * The time for which the lock has been held without a break, as a number of its own; `undefined` where
   * it is not held. Released and taken again, it is another.
   */
  get lockTenure(): number | undefined {
    return this.#lock === "held" ? this.#lockTenures : undefined;
  }

  /** Notes that the lock was taken or released. While it is held, its token is kept alive. */
  setLock(lock: "none" | "held"): void {
    this.#lock = lock;
    this.#lockTenures += 1;
    this.#scheduleRenewal();
  }

  /** Tells a listener of every renewal, until it is given what this returns. */
  onRenewal(listener: RenewalListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The URL of `admin/asyncstatus`, which alone is polled. */
  get statusUrl(): string {
    return this.#options.api.urlOf("getAsyncStatus").href;
  }

  /** Makes sure that there is a token, so that wrong credentials show at once. */
  async logIn(signal?: AbortSignal): Promise<void> {
    await this.#currentToken(signal);
  }

  /**
   * Puts a request with the session's token. Where the token turns out to be invalid, a request that
   * reads is repeated once with a new one; a request that changes something is not.
   *
   * @throws {LockLostError} where the lock was held and its token has ended.
   * @throws {DeviceError | ResponseError | TransportError} as {@link Api.call} does.
   */
  async call<Id extends OperationId>(
    id: Id,
    { query, signal, waitId }: SessionCallOptions = {},
    repeat: "repeatable" | "once" = "once",
  ): Promise<Answer<Id>> {
    const token = await this.#currentToken(signal);
    const options = { ...(query && { query }), signal, waitId };
    const isOnce = repeat !== "repeatable";
    if (isOnce) this.#unrepeatable += 1;
    try {
      return await this.#options.api.call(id, { ...options, authorization: bearer(token) });
    } catch (error) {
      if (!(error instanceof DeviceError) || error.code !== "unauthorized") throw error;
      const next = await this.#afterRefusal(token, error, signal);
      if (isOnce) throw error;
      return await this.#options.api.call(id, { ...options, authorization: bearer(next) });
    } finally {
      if (isOnce) {
        this.#unrepeatable -= 1;
        this.#scheduleRenewal();
      }
    }
  }

  async #currentToken(signal: AbortSignal | undefined): Promise<Token> {
    const token = this.#token;
    if (!token) return this.#replace(undefined, signal);
    const { clock, tokenLifetimeMs } = this.#options;
    const age = clock.now() - token.since;
    if (age >= tokenLifetimeMs) {
      if (this.#lock === "held") throw this.#lose("token-expired");
      return this.#replace(undefined, signal);
    }
    if (clock.now() < this.#renewalDue(token) || this.#unrepeatable > 0) return token;
    try {
      return await this.#replace(token, signal);
    } catch (error) {
      signal?.throwIfAborted();
      // The old token still lives: what matters now goes on, and the renewal is tried again.
      this.#renewAgainAt = clock.now() + tokenLifetimeMs * renewalRetryFraction;
      this.#tell(asError(error));
      return token;
    }
  }

  /** A moment of the clock, not an age: a difference of fractions may round to less, over and over. */
  #renewalDue(token: Token): number {
    return Math.max(
      token.since + this.#options.tokenLifetimeMs * renewalFraction,
      this.#renewAgainAt,
    );
  }

  /** Renews the token of a held lock in time, also where nothing else asks the device. */
  #scheduleRenewal(): void {
    this.#cancelRenewal();
    if (this.#lock !== "held" || !this.#token) return;
    const { clock } = this.#options;
    const due = this.#renewalDue(this.#token);
    this.#cancelRenewal = clock.after(Math.max(0, due - clock.now()), () => {
      // The end of the request under way schedules it anew.
      if (this.#unrepeatable > 0) return;
      const again = () => this.#scheduleRenewal();
      // A lock that is lost here shows at the next request.
      this.#currentToken(undefined).then(again, again);
    });
  }

  #tell(failure?: Error): void {
    for (const listener of this.#listeners) listener(failure);
  }

  async #afterRefusal(
    token: Token,
    refusal: DeviceError,
    signal: AbortSignal | undefined,
  ): Promise<Token> {
    if (this.#token && this.#token !== token) return this.#token;
    if (this.#lock !== "held") return this.#replace(undefined, signal);
    try {
      return await this.#replace(token, signal);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      throw this.#lose("token-refused", refusal);
    }
  }

  #lose(reason: LockLossReason, cause?: unknown): LockLostError {
    this.#lock = "lost";
    this.#token = undefined;
    this.#cancelRenewal();
    return new LockLostError(reason, cause);
  }

  /** Logs in, or renews a token; several callers at once share one request. */
  #replace(renew: Token | undefined, signal: AbortSignal | undefined): Promise<Token> {
    this.#replacing ??= this.#request(renew).finally(() => {
      this.#replacing = undefined;
    });
    return abortable(this.#replacing, signal);
  }

  async #request(renew: Token | undefined): Promise<Token> {
    const { api, clock, renewalField } = this.#options;
    const since = clock.now();
    const { data } = await api.call("requestToken", {
      authorization: this.#basic,
      ...(renew && { form: { [renewalField]: renew.value } }),
    });
    // The token goes into a header as it is.
    if (!/^[\x21-\x7e]+$/.test(data.accessToken)) {
      throw new ResponseError({
        ...api.describe("requestToken"),
        code: "undecodable",
        status: 200,
        detail: "the token cannot be sent in a header",
      });
    }
    this.#token = { value: data.accessToken, since };
    this.#renewAgainAt = 0;
    if (renew) this.#tell();
    return this.#token;
  }
}

function bearer(token: Token): string {
  return `Bearer ${token.value}`;
}
