import type { Clock } from "@asyncstatus/model/clock";
import { isTransient, mayHaveBeenAccepted } from "../errors/classify.ts";
import { DeviceError } from "../errors/device-error.ts";
import { LockLostError, LockNotReleasedError } from "../errors/lock-errors.ts";
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

/** What a release comes to that is tried since the device may have given the lock all the same. */
function orLeft(error: unknown): (releaseError: unknown) => void {
  return (releaseError) => {
    // The device says that we do not hold it.
    if (!(releaseError instanceof LockLostError))
      throw new LockNotReleasedError(error, releaseError);
  };
}

const releaseTries = 3;
const releaseRetryMs = 1_000;

/** The configuration lock, held until it is released. */
export class ConfigurationLock {
  readonly #session: Session;
  readonly #clock: Clock;
  #released: Promise<void> | undefined;

  private constructor(session: Session, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /**
   * Takes the lock.
   *
   * @throws {DeviceError} `locked` where somebody else holds it, to the end of the time that was given;
   *   nothing tells who.
   * @throws {LockNotReleasedError} where no answer came, and none to the tries to release what may be held.
   */
  static async acquire(
    session: Session,
    clock: Clock,
    { signal, waitMs = 0, retryMs = 5_000 }: LockOptions,
  ): Promise<ConfigurationLock> {
    const until = clock.now() + waitMs;
    for (;;) {
      try {
        await session.call("lockConfiguration", { signal });
        session.setLock("held");
        return new ConfigurationLock(session, clock);
      } catch (error) {
        // Leave no lock behind that the device gave and only its answer was lost.
        if (mayHaveBeenAccepted(error)) {
          await new ConfigurationLock(session, clock).#unlock(releaseTries).catch(orLeft(error));
        }
        const left = until - clock.now();
        if (!(error instanceof DeviceError) || error.code !== "locked" || left <= 0) throw error;
        await clock.sleep(Math.min(retryMs, left), signal);
      }
    }
  }

  /**
   * Releases the lock; a second call does nothing more.
   *
   * @throws {LockLostError} where this session no longer holds it.
   * @throws {DeviceError | TransportError} where the device does not answer several tries: the lock may
   *   be left behind, until its token ends.
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
    if (this.#session.lock === "lost") throw new LockLostError("token-expired");
    try {
      await this.#unlock(releaseTries);
    } finally {
      this.#session.setLock("none");
    }
  }

  /** Tries again where the answer fails to come: a lock that is left behind blocks everybody. */
  async #unlock(tries: number): Promise<void> {
    try {
      await this.#session.call("unlockConfiguration");
    } catch (error) {
      if (error instanceof DeviceError && error.code === "locked") {
        // After a try whose answer was lost, this says that the try did what it should.
        if (tries < releaseTries) return;
        throw new LockLostError("not-held", error);
      }
      if (tries <= 1 || !isTransient(error)) throw error;
      await this.#clock.sleep(releaseRetryMs);
      await this.#unlock(tries - 1);
    }
  }
}
