import type { Clock } from "../clock/clock.ts";
import { DeviceError } from "../errors/device-error.ts";
import { LockLostError } from "../errors/lock-lost-error.ts";
import { TransportError } from "../transport/transport-error.ts";
import type { Session } from "./session.ts";

/** How the lock is taken. */
export interface LockOptions {
  /** Cuts the request, in flight or not, and the wait for the lock. */
  readonly signal?: AbortSignal;
  /** How long to try again while somebody else holds it. @default 0, not at all */
  readonly waitMs?: number;
  /** How long to pause between two tries. @default 5000 */
  readonly retryMs?: number;
}

/** The configuration lock, held until it is released. */
export class ConfigurationLock {
  readonly #session: Session;
  #released: Promise<void> | undefined;

  private constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Takes the lock.
   *
   * @throws {DeviceError} `locked` where somebody else holds it, to the end of the time that was given;
   *   nothing tells who.
   */
  static async acquire(
    session: Session,
    clock: Clock,
    { signal, waitMs = 0, retryMs = 5_000 }: LockOptions,
  ): Promise<ConfigurationLock> {
    const since = clock.now();
    for (;;) {
      try {
        await session.call("lockConfiguration", { signal });
        session.setLock("held");
        return new ConfigurationLock(session);
      } catch (error) {
        // Perhaps the device took the request and only its answer was lost: leave no lock behind.
        if (error instanceof TransportError && !error.notSent) {
          await session.call("unlockConfiguration").catch(() => undefined);
        }
        const left = waitMs - (clock.now() - since);
        if (!(error instanceof DeviceError) || error.code !== "locked" || left <= 0) throw error;
        await clock.sleep(Math.min(retryMs, left), signal);
      }
    }
  }

  /**
   * Releases the lock; a second call does nothing more.
   *
   * @throws {LockLostError} where this session no longer holds it.
   */
  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  /** Releases the lock at the end of an `await using` block. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.release();
  }

  async #release(): Promise<void> {
    if (this.#session.lock === "lost")
      throw new LockLostError("its token ended before the release");
    try {
      await this.#session.call("unlockConfiguration");
    } catch (error) {
      if (!(error instanceof DeviceError) || error.code !== "locked") throw error;
      throw new LockLostError("the device says that somebody else, or nobody, holds it", error);
    } finally {
      this.#session.setLock("none");
    }
  }
}
