import { escapeForTerminal } from "@asyncstatus/model/text";

/** An invalid command line, setting or file, found before anything was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** Instructions to fix it. */
  readonly hint: string | undefined;

  /**
   * @param message The text, or its lines. Includes the place, as in `asyncstatus.config.yaml:3: …`. Line breaks
   *   in a line, such as those of a file name, are escaped.
   */
  constructor(message: string | readonly string[], hint?: string) {
    super([message].flat().map(escapeForTerminal).join("\n"));
    this.hint = hint;
  }
}
