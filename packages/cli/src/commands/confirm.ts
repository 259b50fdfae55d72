import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { confirmChange } from "../run/confirm-change.ts";
import { runOnResumed } from "../run/run-on-resumed.ts";
import {
  allResumeFiles,
  isConfirmation,
  type PendingConfirmation,
  type ResumeFile,
  readResumeFile,
} from "../state/pending-operations.ts";
import { command } from "./command.ts";
import { argument, type HostFlags, hostFlags } from "./flags.ts";

export const confirm = command<HostFlags, [file: string | undefined]>({
  brief: "confirm a change that apply --confirm made",
  description: [
    "Logs in, checks that the version with the change is running, and confirms it, so",
    "that it isn't rolled back. Without a file, confirms the change that is waiting, if",
    "there is only one.",
  ].join(" "),
  examples: ["[FILE]", "--json"],
  flags: hostFlags,
  positional: [argument("resume file of the change", "file", true)],
  action: (io, flags, given) =>
    runOnResumed(io, flags, "confirm", () => chooseChange(io, given), confirmChange),
});

/** @throws {UsageError} If there is no such change, or there are several. */
function chooseChange(io: Io, given: string | undefined): ResumeFile<PendingConfirmation> {
  if (given !== undefined) {
    const pending = readResumeFile(given);
    if (!isConfirmation(pending)) throw new UsageError(`${given}: not a change to confirm`);
    return { file: given, pending };
  }
  const [only, ...others] = allResumeFiles(io).flatMap(({ file, pending }) =>
    isConfirmation(pending) && !pending.isExpired ? { file, pending } : [],
  );
  if (!only) throw new UsageError("no change is waiting to be confirmed");
  if (others.length === 0) return only;
  throw new UsageError(
    "several changes are waiting to be confirmed",
    `Name a file: ${[only, ...others].map(({ file }) => file).join(", ")}`,
  );
}
