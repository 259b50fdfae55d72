/** Time, as the client sees it. Injected, so that an hour passes in a test without one passing. */
export interface Clock {
  /** Milliseconds that only grow, whatever happens to the wall clock. */
  now(): number;
  /** The wall clock, for people to read. */
  date(): Date;
  /**
   * Waits.
   *
   * @throws The signal's reason, as soon as it is aborted.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls back once, after a while, unless it is cancelled. Does not keep the process alive by itself.
   *
   * @returns What cancels it.
   */
  after(milliseconds: number, callback: () => void): () => void;
}
