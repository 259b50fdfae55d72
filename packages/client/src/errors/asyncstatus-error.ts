/** The base class of every error that this package throws. */
export abstract class AsyncStatusError extends Error {
  /** Identifies the kind of error. Stable across releases. */
  abstract readonly code: string;
}

/** Returns a text with a period at its end. */
export function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

/** Returns a caught value as an `Error`. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
