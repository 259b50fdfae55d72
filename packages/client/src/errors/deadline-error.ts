import { formatDuration } from "@asyncstatus/model/text";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** The deadline passed before a task finished. */
export class DeadlineError extends AsyncStatusError {
  override readonly name = "DeadlineError";
  readonly code = "deadline";

  constructor(task: string, timeoutMs: number) {
    const limit = timeoutMs < 100 ? `${timeoutMs} ms` : formatDuration(timeoutMs);
    super(`The ${task} did not finish within ${limit}.`);
  }
}
