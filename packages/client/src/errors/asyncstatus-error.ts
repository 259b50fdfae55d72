/** Every error that this package throws on purpose; its `code` is stable, for programs. */
export abstract class AsyncStatusError extends Error {
  /** Which error; stable, for programs. */
  abstract readonly code: string;
}
