import type { Ended } from "../output/result.ts";
import { endOperation } from "./end-operation.ts";
import { followOperation } from "./follow-operation.ts";
import { readHandle, removeHandle } from "./handle-file.ts";
import type { HostRun } from "./host-run.ts";

/** Takes up an operation that a command left, and removes the file once its end is known. */
export async function resumeAndWait(run: HostRun, file: string): Promise<Ended> {
  const { command, operation: saved, remaining } = readHandle(file);
  await using sbc = await run.open();
  const operation = sbc.attach(saved);
  const timeoutMs = run.target.settings.timeout?.value;
  const outcome = await followOperation(run, operation, timeoutMs);
  const isOpen = outcome.outcome === "timed-out" || outcome.outcome === "aborted";
  const next =
    !isOpen && remaining.length > 0
      ? [
          `The ${command} went no further. Not submitted: ${remaining.join(", ")}. ${run.command(command)}`,
        ]
      : [];
  const ended = endOperation(run, {
    command: isOpen ? command : "wait",
    operation,
    outcomes: [outcome],
    remaining,
    next,
  });
  // Where it is still open, another file takes the place of this one, and not before it is written.
  if (ended.result.resume?.file !== file) removeHandle(file);
  return ended;
}
