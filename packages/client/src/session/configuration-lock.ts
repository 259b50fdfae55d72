/** Options to acquire the configuration lock. */
export interface LockOptions {
  /** Cancels the request, and the wait for the lock. */
  readonly signal?: AbortSignal;
  /** The time to retry while another user holds the lock. @default 0, no retry */
  readonly waitMs?: number;
  /** The delay between two attempts. @default 5000 */
  readonly retryMs?: number;
}

/** The configuration lock, held until it is released. */
export class ConfigurationLock implements AsyncDisposable {
  readonly #release: () => Promise<void>;

  /** @internal Use {@link Sbc.lock}. */
  constructor(release: () => Promise<void>) {
    this.#release = release;
  }

  /**
   * Releases the lock. A second call has no effect.
   *
   * @throws {LockLostError} If this session no longer holds the lock.
   * @throws {DeviceError | TransportError} If several attempts fail: the lock may still be held until its
   *   token ends.
   */
  release(): Promise<void> {
    return this.#release();
  }

  /** Releases the lock at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#release();
  }
}
