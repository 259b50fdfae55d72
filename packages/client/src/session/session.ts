import type { Clock } from "../clock/clock.ts";
import { DeviceError } from "../errors/device-error.ts";
import { LockLostError } from "../errors/lock-lost-error.ts";
import { OptionError } from "../errors/option-error.ts";
import type { OperationId } from "../gen/operations.ts";
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
  /** Is told that a token was renewed, or could not be. */
  readonly onRenewal?: (failure: unknown) => void;
}

/** What one call of a session sends. */
export interface SessionCallOptions {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

interface Token {
  readonly value: string;
  /** When it was asked for, by the clock: it cannot be younger on the device. */
  readonly since: number;
}

// A renewal that fails for a passing reason leaves several more tries in the rest of a token's life.
const renewalFraction = 0.6;
const renewalRetryMs = 10_000;

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
  #lock: "none" | "held" | "lost" = "none";

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#basic = basicAuthorization(options.credentials);
  }

  /** Whether this session holds the configuration lock, has lost it, or neither. */
  get lock(): "none" | "held" | "lost" {
    return this.#lock;
  }

  /** Notes that the lock was taken or released. */
  setLock(lock: "none" | "held"): void {
    this.#lock = lock;
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
   * @throws {DeviceError | AnswerError | TransportError} as {@link Api.call} does.
   */
  async call<Id extends OperationId>(
    id: Id,
    { query, signal }: SessionCallOptions = {},
    repeat: "repeatable" | "once" = "once",
  ): Promise<Answer<Id>> {
    const token = await this.#currentToken(signal);
    const options = { ...(query && { query }), signal };
    try {
      return await this.#options.api.call(id, { ...options, authorization: bearer(token) });
    } catch (error) {
      if (!(error instanceof DeviceError) || error.code !== "unauthorized") throw error;
      const next = await this.#afterRefusal(token, error, signal);
      if (repeat === "once") throw error;
      return await this.#options.api.call(id, { ...options, authorization: bearer(next) });
    }
  }

  async #currentToken(signal: AbortSignal | undefined): Promise<Token> {
    const token = this.#token;
    if (!token) return this.#replace(undefined, signal);
    const { clock, tokenLifetimeMs, onRenewal } = this.#options;
    const age = clock.now() - token.since;
    if (age >= tokenLifetimeMs) {
      if (this.#lock === "held") throw this.#lose("its token has reached the end of its life");
      return this.#replace(undefined, signal);
    }
    if (age < tokenLifetimeMs * renewalFraction || clock.now() < this.#renewAgainAt) return token;
    try {
      const renewed = await this.#replace(token, signal);
      onRenewal?.(undefined);
      return renewed;
    } catch (error) {
      signal?.throwIfAborted();
      // The old token still lives: what matters now goes on, and the renewal is tried again.
      this.#renewAgainAt = clock.now() + renewalRetryMs;
      onRenewal?.(error);
      return token;
    }
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
      throw this.#lose("its token is no longer valid and cannot be renewed", refusal);
    }
  }

  #lose(why: string, cause?: unknown): LockLostError {
    this.#lock = "lost";
    this.#token = undefined;
    return new LockLostError(why, cause);
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
      throw new OptionError("host", "answers with a token that no header can carry");
    }
    this.#token = { value: data.accessToken, since };
    this.#renewAgainAt = 0;
    return this.#token;
  }
}

function bearer(token: Token): string {
  return `Bearer ${token.value}`;
}
