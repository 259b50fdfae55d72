/** Options to acquire the configuration lock. */
export interface LockOptions {
  /** Cancels the request, and the wait for the lock. */
  readonly signal?: AbortSignal;
  /** The time to retry while another user holds the lock. @default 0, no retry */
  readonly waitMs?: number;
  /** The delay between two attempts. @default 5000 */
  readonly retryMs?: number;
  /** Called while another user holds the lock, and once it is held. */
  readonly onEvent?: (event: LockEvent) => void;
}

/** An event of the acquisition of the lock. */
export type LockEvent =
  /** Another user holds the lock. The request is repeated. */
  | { readonly type: "lock-refused"; readonly retryInMs: number; readonly error: Error }
  /** The lock is held. */
  | { readonly type: "lock-held" };

/** Options to release the configuration lock. */
export interface ReleaseOptions {
  /** Ends the attempts. The lock may then be held until its token expires. */
  readonly signal?: AbortSignal;
}

/** The configuration lock, held until it is released. */
export class ConfigurationLock implements AsyncDisposable {
  readonly #release: (options?: ReleaseOptions) => Promise<void>;

  /** @internal Use {@link Sbc.lock}. */
  constructor(release: (options?: ReleaseOptions) => Promise<void>) {
    this.#release = release;
  }

  /**
   * Releases the lock, once the device shows each request that it accepted, which takes at most two
   * seconds. A second call has no effect.
   *
   * @throws {LockLostError} If this session no longer holds the lock.
   * @throws {DeviceError | TransportError} If several attempts fail: the lock may still be held until its
   *   token ends.
   */
  release(options: ReleaseOptions = {}): Promise<void> {
    return this.#release(options);
  }

  /** Releases the lock at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#release();
  }
}
