import type { Clock } from "@asyncstatus/model/clock";
import { DeadlineError } from "./deadline-error.ts";

/**
 * Runs a task with a signal that is aborted when a time has passed, or with an outer signal.
 *
 * @param name The task, for the message of the {@link DeadlineError} that is the signal's reason.
 */
export async function withTimeLimit<Value>(
  clock: Clock,
  { name, ms, signal: outer }: { name: string; ms: number; signal?: AbortSignal | undefined },
  task: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const ended = new AbortController();
  clock.sleep(ms, ended.signal).then(
    () => controller.abort(new DeadlineError(name, ms)),
    () => undefined,
  );
  try {
    return await task(outer ? AbortSignal.any([outer, controller.signal]) : controller.signal);
  } finally {
    ended.abort();
  }
}
