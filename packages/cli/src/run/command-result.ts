import {
  type ChangePlan,
  type CommitResult,
  type Confidence,
  type ConfigurationComparison,
  type ConfigurationElement,
  describeConfidence,
  describeEdit,
  describeOutcome,
  type EditReport,
  type LossReason,
  type Outcome,
  type PlannedEdit,
  type StopReason,
  type UnreadType,
  type VersionEvidence,
} from "@asyncstatus/client";
import type {
  AttributeMetadata,
  ConfigVersions,
  ElementType,
  OperationName,
  OperationState,
  SupportedVersions,
  XmlContent,
} from "@asyncstatus/model";
import type { Mark } from "../terminal/board.ts";
import { version } from "../version.ts";
import { type ExitCode, type ExitReason, exitCodes } from "./exit-codes.ts";

/** Result of one request. */
export interface StepResult {
  readonly operation: OperationName;
  readonly outcome: Outcome["outcome"];
  readonly summary: string;
  readonly confidence?: Confidence;
  /** The grounds for the confidence. */
  readonly why?: string;
  readonly elapsedMs: number;
  /** The reason that the device reports. */
  readonly errorMessage?: string;
  /** Further information that the device reports with the status. */
  readonly additionalInfo?: XmlContent;
  /** The request that replaced ours in the status. */
  readonly by?: OperationState;
  /** The reason of a `lost` outcome. */
  readonly reason?: LossReason;
  readonly versionEvidence?: VersionEvidence;
  readonly evidence: Outcome["evidence"];
}

/** One check of `doctor`. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly finding: string;
  /** Instructions to fix it. */
  readonly fix?: string;
}

/** Reports the edits of a command. */
export interface EditResult {
  readonly summary: string;
  readonly state: EditReport["state"];
  /** The backup of the editing configuration before the edits. */
  readonly backup?: string;
  readonly edits: EditReport["edits"];
  /** The edits that could not be taken back. */
  readonly left: EditReport["left"];
}

/** Data that a command read from the device. */
export interface CommandData {
  readonly elements?: readonly ConfigurationElement[];
  /** Element types. */
  readonly types?: readonly ElementType[];
  /** The attributes of an element type. */
  readonly attributes?: readonly AttributeMetadata[];
  readonly response?: { readonly status: number; readonly body: string };
  readonly plan?: Plan;
  readonly comparison?: Comparison;
}

/** The differences between the editing and the running configuration. */
export interface Comparison extends Omit<ConfigurationComparison, "unread"> {
  readonly unread: readonly Unread[];
}

/** The plan of a change. */
export interface Plan extends Omit<ChangePlan, "edits" | "unread"> {
  /** The comment of the change. */
  readonly comment?: string;
  /** The edits to send, in order. */
  readonly edits: readonly CommentedEdit[];
  readonly unread: readonly Unread[];
}

/** An element type that could not be compared. */
export interface Unread extends Omit<UnreadType, "error"> {
  readonly error?: string;
}

/** An edit of a plan, and the comment of its element in the change. */
export type CommentedEdit = PlannedEdit & { readonly comment?: string };

/** An expected element in the running configuration, after an activate. */
export type ExpectedElement =
  /** It is running, and wasn't before. */
  | "running"
  | "not-running"
  /** It was running before, so it is no evidence. */
  | "ran-before"
  /** It can't be read. */
  | "unread";

/** The confirmation of a change. */
export interface ConfirmationResult {
  /** `replaced`: another version is running. `unconfirmed`: see `file`. */
  readonly state: "unconfirmed" | "confirmed" | "rolled-back" | "replaced";
  /** The version of the configuration with the change. */
  readonly version: number;
  /** The backup of the configuration that was running before. */
  readonly backup: string;
  /** The end of the time to confirm, in UTC. */
  readonly confirmBy: string;
  /** The resume file. */
  readonly file?: string;
}

/** File and command to resume a wait. */
export interface Resume {
  readonly file: string;
  readonly command: string;
}

/** Result of a command on one device: the object that `--json` prints. */
export interface CommandResult {
  /** Version of this format. */
  readonly format: 1;
  /** Version of this program. */
  readonly toolVersion: string;
  readonly command: string;
  readonly host: string;
  /** The user who logged in. */
  readonly user?: string;
  /** The start and the end of the command on the device, in UTC. */
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** `completed` and `error` are for commands that submit nothing, or couldn't. */
  readonly outcome: CommitResult["outcome"] | "completed" | "error";
  /** True for a dry run, which saves and activates nothing. */
  readonly dryRun?: true;
  readonly exitCode: ExitCode;
  readonly summary: string;
  readonly confidence?: Confidence;
  readonly why?: string;
  readonly steps?: readonly StepResult[];
  /** The most recent request, from any user; null if the status is empty. */
  readonly status?: OperationState | null;
  /** Further information that the device reports with the status. */
  readonly additionalInfo?: XmlContent;
  readonly versions?: ConfigVersions;
  readonly supportedVersions?: SupportedVersions;
  readonly checks?: readonly Check[];
  readonly data?: CommandData;
  readonly edit?: EditResult;
  /** The comment that was given to the command. */
  readonly comment?: string;
  readonly confirmation?: ConfirmationResult;
  readonly expected?: ExpectedElement;
  /** The reason why a commit stopped. */
  readonly stopReason?: StopReason;
  /** The configuration that is saved but not running after a commit that did not succeed. */
  readonly savedNotRunning?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
  /** Absent if the file can't be written. */
  readonly resume?: Resume;
  /** Next steps. */
  readonly next?: readonly string[];
}

/** Creates a result. */
export function commandResult(
  exit: ExitReason,
  {
    command,
    host,
    outcome,
    summary,
    ...more
  }: Omit<CommandResult, "format" | "toolVersion" | "exitCode">,
): CommandResult {
  return {
    ...{ format: 1, toolVersion: version, command, host, outcome },
    ...{ exitCode: exitCodes[exit].code, summary },
    // Programs read why a command failed there.
    ...(outcome === "error" && { error: { code: exit, message: summary } }),
    ...more,
  };
}

/** Creates the result of an element type that could not be compared. */
export function unreadResult({ error, ...unread }: UnreadType): Unread {
  return { ...unread, ...(error && { error: error.message }) };
}

/** Creates the result of a comparison of configurations. */
export function comparisonResult({ differences, unread }: ConfigurationComparison): Comparison {
  return { differences, unread: unread.map(unreadResult) };
}

/** Creates the result of the edits of a command, which are running if it committed them. */
export function editResult(report: EditReport, isCommitted = false): EditResult {
  const { state, backup, edits, left } = report;
  const isRunning = isCommitted && state === "kept";
  const summary = isRunning ? "the edits are running" : describeEdit(report);
  return { summary, state, ...(backup !== undefined && { backup }), edits, left };
}

/** Creates the result of a step. */
export function stepResult(outcome: Outcome): StepResult {
  const why = describeConfidence(outcome);
  return {
    operation: outcome.operation,
    outcome: outcome.outcome,
    summary: describeOutcome(outcome),
    ...("confidence" in outcome && { confidence: outcome.confidence }),
    ...(why !== undefined && { why }),
    elapsedMs: Math.round(outcome.elapsedMs),
    ...("errorMessage" in outcome && { errorMessage: outcome.errorMessage }),
    ...("additionalInfo" in outcome && { additionalInfo: outcome.additionalInfo }),
    ...("by" in outcome && { by: outcome.by }),
    ...("reason" in outcome && { reason: outcome.reason }),
    ...("versionEvidence" in outcome && { versionEvidence: outcome.versionEvidence }),
    evidence: outcome.evidence,
  };
}

/** Returns the mark of an exit code. */
export function markOf(code: ExitCode): Mark {
  const { succeeded, toDo, unknown, stillRunning, interrupted } = exitCodes;
  if (code === succeeded.code || code === toDo.code) return "good";
  return code === unknown.code || code === stillRunning.code || code === interrupted.code
    ? "unsure"
    : "bad";
}
