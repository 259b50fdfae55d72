import type { CommitStep, Operation, Outcome } from "@asyncstatus/client";
import { flagsToRepeat } from "../config/flags-to-repeat.ts";
import { outcomeWords } from "../output/outcome-words.ts";
import { type Ended, ended, stepResult } from "../output/result.ts";
import { whatToLookAt } from "../output/what-to-look-at.ts";
import { programName, shellWord } from "../program-name.ts";
import { writeHandle } from "./handle-file.ts";
import type { HostRun } from "./host-run.ts";

/** What a command came to, from what became of its last step. */
export interface LastStep {
  readonly command: string;
  readonly operation: Operation;
  /** What became of every step, the last one included. */
  readonly outcomes: readonly Outcome[];
  /** The steps that were to follow. */
  readonly remaining: readonly CommitStep[];
  readonly savedNotRunning?: string | undefined;
  /** What else there is to know. */
  readonly next?: readonly string[];
}

/** Says what a command came to; where nobody waited to the end, leaves what takes it up again. */
export function endOperation(run: HostRun, last: LastStep): Ended {
  const { command, operation, outcomes, remaining, savedNotRunning, next = [] } = last;
  const outcome = outcomes.at(-1);
  if (!outcome) throw new Error("unreachable: the last step has an outcome");
  const { word, exit, sentence } = outcomeWords(outcome);
  const steps = outcomes.map(stepResult);
  const { confidence, why } = stepResult(outcome);
  const isOpen = word === "still-running" || word === "interrupted";
  const resume = isOpen ? leaveOperation(run, command, operation, remaining) : undefined;
  const lookAt = [...whatToLookAt(outcome, run.command), ...next];
  return ended(exit, {
    command,
    host: run.target.host,
    outcome: word,
    summary: sentence,
    ...(confidence && { confidence }),
    ...(why !== undefined && { why }),
    steps,
    ...(savedNotRunning !== undefined && { savedNotRunning }),
    ...(resume && { resume }),
    ...(lookAt.length > 0 && { next: lookAt }),
  });
}

/** Writes down an operation whose end is not known, and says which command takes it up again. */
export function leaveOperation(
  { io, target }: HostRun,
  command: string,
  operation: Operation,
  remaining: readonly CommitStep[],
): { file: string; command: string } {
  const host = target.endpoint.origin;
  const file = writeHandle(io, { command, host, remaining }, operation);
  const repeated = flagsToRepeat(target.settings);
  return { file, command: `${programName(io)} wait --resume ${shellWord(file)}${repeated}` };
}
