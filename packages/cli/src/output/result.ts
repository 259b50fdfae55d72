import type { Confidence, Evidence, Outcome, VersionEvidence } from "@asyncstatus/client";
import type {
  ConfigVersions,
  OperationName,
  OperationState,
  SupportedVersions,
} from "@asyncstatus/model";
import { type ExitReason, exitCodes } from "../exit-codes.ts";
import { type OutcomeWord, outcomeWords, whySoSure } from "./outcome-words.ts";

/** What became of one request: a step of a command. */
export interface StepResult {
  readonly operation: OperationName;
  readonly outcome: OutcomeWord;
  readonly summary: string;
  readonly confidence?: Confidence;
  /** Why it is as sure as it is. */
  readonly why?: string;
  readonly elapsedMs: number;
  /** The device's reason, in its words. */
  readonly errorMessage?: string;
  /** What the status shows instead. */
  readonly by?: OperationState;
  readonly versionEvidence?: VersionEvidence;
  readonly evidence: Evidence;
}

/** One thing that the doctor has looked at. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly finding: string;
  /** What mends it. */
  readonly mend?: string;
}

/** What a command has come to on one device: the one object that `--json` prints. */
export interface Result {
  /** The form of this object. */
  readonly format: 1;
  readonly command: string;
  readonly host: string;
  /** `done` and `not-done` are said of commands that submit nothing, or could not. */
  readonly outcome: OutcomeWord | "done" | "not-done";
  readonly exitCode: number;
  readonly summary: string;
  readonly confidence?: Confidence;
  readonly why?: string;
  readonly steps?: readonly StepResult[];
  /** What the device shows of the last request of anybody; null where it shows none. */
  readonly status?: OperationState | null;
  readonly versions?: ConfigVersions;
  readonly supportedVersions?: SupportedVersions;
  readonly checks?: readonly Check[];
  /** What is saved but does not run, where a commit stopped. */
  readonly savedNotRunning?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
  /** How to take it up again. */
  readonly resume?: { readonly file: string; readonly command: string };
  /** What to look at next. */
  readonly next?: readonly string[];
}

/** A result, and which exit code it calls for. */
export interface Ended {
  readonly result: Result;
  readonly exit: ExitReason;
}

/** Puts a result together: what every one has, and what this one has beside it. */
export function ended(
  exit: ExitReason,
  { command, host, outcome, summary, ...more }: Omit<Result, "format" | "exitCode">,
): Ended {
  const { code: exitCode } = exitCodes[exit];
  return { exit, result: { format: 1, command, host, outcome, exitCode, summary, ...more } };
}

/** A step, put into words. */
export function stepResult(outcome: Outcome): StepResult {
  const { word, sentence } = outcomeWords(outcome);
  const why = whySoSure(outcome);
  return {
    operation: outcome.operation,
    outcome: word,
    summary: sentence,
    ...("confidence" in outcome && { confidence: outcome.confidence }),
    ...(why !== undefined && { why }),
    elapsedMs: Math.round(outcome.elapsedMs),
    ...("errorMessage" in outcome && { errorMessage: outcome.errorMessage }),
    ...("by" in outcome && { by: outcome.by }),
    ...("versionEvidence" in outcome && { versionEvidence: outcome.versionEvidence }),
    evidence: outcome.evidence,
  };
}
