import { type CommitStep, type Operation, type Outcome, TransportError } from "@asyncstatus/client";
import { changedCertificate } from "../output/changed-certificate.ts";
import { describeError } from "../output/describe-error.ts";
import { type Ended, ended, stepResult } from "../output/result.ts";
import { leaveOperation } from "./end-operation.ts";
import type { HostRun } from "./host-run.ts";

/** A request that the device was given, and what then kept us from following it. */
export interface Unfollowed {
  readonly command: string;
  readonly operation: Operation;
  readonly error: unknown;
  /** What became of the steps before. */
  readonly outcomes: readonly Outcome[];
  /** The steps that were to follow. */
  readonly remaining: readonly CommitStep[];
  readonly savedNotRunning?: string | undefined;
}

/** Says that a request was submitted, that its end is not known, and how to take it up again. */
export function endUnfollowed(run: HostRun, unfollowed: Unfollowed): Ended {
  const { command, operation, error, outcomes, remaining, savedNotRunning } = unfollowed;
  const { hint, summary, exit: _, ...about } = describeError(error, run.command);
  const loud =
    error instanceof TransportError && changedCertificate(error, run.target, run.command);
  if (loud) run.warn(loud);
  return ended("unknown", {
    command,
    host: run.target.host,
    outcome: "unknown",
    summary: `our ${operation.operation} was submitted and may take effect; how it ends could not be learnt: ${summary ?? about.message}`,
    steps: outcomes.map(stepResult),
    ...(savedNotRunning !== undefined && { savedNotRunning }),
    error: { ...about, ...(hint && !loud && { hint }) },
    resume: leaveOperation(run, command, operation, remaining),
  });
}
