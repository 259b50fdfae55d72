/** A token, and when it was requested: on the device it cannot be older. */
export interface Token {
  readonly value: string;
  readonly requestedAt: number;
  /** The same by the wall clock, which also advances while the computer sleeps. */
  readonly requestedOn: number;
}

/** The reason why a lock can't be presumed to be held after its proof ends. */
export type LockDoubt = "token-refused" | "renewal-unanswered";

/**
 * The configuration lock from one acquisition to its end, and until when it is proven to be held.
 *
 * The device frees a lock when its token expires, so it is held until then. A renewal moves the lock to
 * the new token, as the vendor documents, but the name of its form field is assumed: a device that
 * ignores it returns a new token without the lock. After the first token, the lock is therefore only
 * presumed, until a request that only its holder may send succeeds with the new token.
 */
export class LockTenure {
  /** When the lock was acquired. */
  readonly since: number;
  /** The tokens that may have the lock, the current one last. */
  readonly tokens: Token[];
  readonly #tokenLifetimeMs: number;
  #provenUntil: number;
  #endedAt = Number.POSITIVE_INFINITY;
  #doubt: LockDoubt | undefined;

  constructor(token: Token, now: number, tokenLifetimeMs: number) {
    this.since = now;
    this.tokens = [token];
    this.#tokenLifetimeMs = tokenLifetimeMs;
    this.#provenUntil = token.requestedAt + tokenLifetimeMs;
  }

  /** The reason for doubts about the lock, if any. */
  get doubt(): LockDoubt | undefined {
    return this.#doubt;
  }

  /** Returns whether the lock was held from its acquisition until a time. */
  until(time: number): "held" | "presumed" | "lost" {
    if (time > this.#endedAt) return "lost";
    if (time <= this.#provenUntil) return "held";
    return this.#doubt ? "lost" : "presumed";
  }

  /** Records that a renewal returned a new token. */
  renewed(token: Token): void {
    this.tokens.push(token);
  }

  /** Records that a request that only the holder may send succeeded with a token. */
  exercised(token: Token): void {
    if (this.#doubt) return;
    this.#provenUntil = Math.max(this.#provenUntil, token.requestedAt + this.#tokenLifetimeMs);
  }

  /** Records that a renewal has no response: the lock may belong to a token that is not known. */
  renewalUnanswered(): void {
    this.#doubt ??= "renewal-unanswered";
  }

  /**
   * Records that the device refused the token.
   *
   * @param lastAcceptedAt When the last request that it accepted was sent.
   */
  tokenRefused(lastAcceptedAt: number): void {
    this.#doubt ??= "token-refused";
    this.#provenUntil = Math.min(this.#provenUntil, lastAcceptedAt);
  }

  /** Records the end of the tenure. */
  ended(now: number): void {
    this.#endedAt = Math.min(this.#endedAt, now);
  }
}
