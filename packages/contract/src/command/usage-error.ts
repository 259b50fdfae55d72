/** A command that cannot be meant. Nothing was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
