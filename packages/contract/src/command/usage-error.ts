/** An invalid command line, found before anything was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
