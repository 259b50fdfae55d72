import { readResumeFile, removeResumeFile } from "../state/pending-operations.ts";
import type { CommandResult } from "./command-result.ts";
import { followOperation } from "./follow-operation.ts";
import type { HostRun } from "./host-run.ts";
import { keepResumable, operationResult } from "./operation-result.ts";

/** Resumes the wait for an operation, and removes the resume file when the result is known. */
export async function resumeAndWait(run: HostRun, file: string): Promise<CommandResult> {
  const { command, operation: saved, remaining } = readResumeFile(file);
  await using sbc = await run.open();
  const operation = sbc.attach(saved);
  keepResumable(run, { command, operation, remaining });
  const timeoutMs = run.target.settings.timeout?.value;
  const outcome = await followOperation(run, operation, timeoutMs);
  const isOpen = outcome.outcome === "timed-out" || outcome.outcome === "aborted";
  const next =
    !isOpen && remaining.length > 0
      ? [
          `Steps of the ${command} that were not submitted: ${remaining.join(", ")}. To submit them, run: ${run.commandFor(command)}`,
        ]
      : [];
  const result = operationResult(run, {
    command: isOpen ? command : "wait",
    operation,
    outcomes: [outcome],
    remaining,
    next,
  });
  // An open operation has a new file by now, unless it can't be written.
  if (!isOpen || (result.resume && result.resume.file !== file)) removeResumeFile(file);
  return result;
}
