import { DeviceError } from "../errors/device-error.ts";
import { LockLostError } from "../errors/lock-lost-error.ts";
import { TransportError } from "../transport/transport-error.ts";
import type { Session } from "./session.ts";

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
   * @throws {DeviceError} `locked` where somebody else holds it; nothing tells who.
   */
  static async acquire(session: Session, signal?: AbortSignal): Promise<ConfigurationLock> {
    try {
      await session.call("lockConfiguration", { signal });
    } catch (error) {
      // Perhaps the device took the request and only its answer was lost: leave no lock behind.
      if (error instanceof TransportError && !error.notSent) {
        await session.call("unlockConfiguration").catch(() => undefined);
      }
      throw error;
    }
    session.setLock("held");
    return new ConfigurationLock(session);
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
