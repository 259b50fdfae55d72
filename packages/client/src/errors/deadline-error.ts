import { formatDuration } from "@asyncstatus/model/text";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** The deadline passed before a task finished. */
export class DeadlineError extends AsyncStatusError {
  override readonly name = "DeadlineError";
  readonly code = "deadline";

  constructor(task: string, timeoutMs: number) {
    super(`The ${task} did not finish within ${formatDuration(timeoutMs)}.`);
  }
}
