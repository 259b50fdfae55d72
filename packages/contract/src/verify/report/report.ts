import type { RestVersion, TransportErrorCode } from "@asyncstatus/client";
import type { Finding } from "../validation/finding.ts";
import type { Transcript } from "./transcript.ts";

/**
 * The result of one check. `assumption-wrong`: all its findings are about assumptions. `inconclusive`:
 * an operation was submitted and was not seen to finish.
 */
export type CheckResult = "passed" | "failed" | "inconclusive" | "assumption-wrong" | "skipped";

/** The reason for a skipped check. */
export type SkipCode =
  | "credentials-rejected"
  | "not-administrator"
  /** The test element exists, or the device refuses it. */
  | "test-element-unusable"
  | "unsupported-version"
  | "lock-not-acquired"
  /** Another operation was in progress. */
  | "busy"
  /** The login returned no token. */
  | "no-token"
  /** Needs an option that allows it. */
  | "not-allowed"
  /** Too dangerous, for example a reboot. */
  | "never-run"
  | "not-testable";

/** One check, run or skipped. */
export interface Check {
  /** The REST version; absent if the check is about all of them. */
  readonly version?: RestVersion;
  /** The operation of the specification and the status, for example `getAsyncStatus 200`. */
  readonly name: string;
  /** The request and the expected status, for example `GET /rest/v1.2/admin/asyncstatus 200`. */
  readonly request: string;
  /** A sentence that is true if the check passes. */
  readonly description: string;
  readonly result: CheckResult;
  readonly findings: readonly Finding[];
  /** Present if the check was skipped. */
  readonly skipped?: { readonly code: SkipCode; readonly reason: string };
  /** Present if the check was inconclusive. */
  readonly inconclusive?: { readonly reason: string };
}

/** The end of a verification. */
export type Completion =
  | { readonly status: "complete" }
  /** Login failed, or the user lacks permission for some checks. */
  | { readonly status: "unauthorized"; readonly reason: string }
  /** The login succeeded, but its response has no usable token. */
  | { readonly status: "no-token"; readonly reason: string }
  /** The provider can't be reached, or its certificate is not trusted. */
  | {
      readonly status: "unreachable";
      readonly code: TransportErrorCode;
      readonly reason: string;
      /** The fingerprint of the certificate, if it is not the expected one. */
      readonly expected?: string;
      readonly actual?: string;
    }
  | { readonly status: "interrupted" };

/** The result of a verification. */
export interface Report {
  readonly format: "asyncstatus-verification";
  readonly formatVersion: 1;
  /** The provider's origin. */
  readonly url: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** The REST versions that were verified, newest first. */
  readonly versions: readonly RestVersion[];
  readonly completion: Completion;
  readonly checks: readonly Check[];
  /** Present if the configuration lock may still be held, with the reason. */
  readonly lockWarning?: string;
  /** Present if the test element may remain in the editing configuration, with the command to delete it. */
  readonly elementWarning?: string;
  /** Every request with its response, without secrets. */
  readonly transcript: Transcript;
}

/** Counts the checks with a result. */
export function countChecks({ checks }: Pick<Report, "checks">, result: CheckResult): number {
  return checks.filter((check) => check.result === result).length;
}

/** True if the verification is complete, no check failed or was inconclusive, and nothing is left. */
export function hasPassed(report: Report): boolean {
  const isComplete = report.completion.status === "complete" && warningsOf(report).length === 0;
  return isComplete && !hasFailed(report);
}

/** Returns what the verification may have left on the device: the lock, the test element. */
export function warningsOf({ lockWarning, elementWarning }: Report): readonly string[] {
  return [lockWarning ?? [], elementWarning ?? []].flat();
}

/** True if a check failed or was inconclusive. */
export function hasFailed({ checks }: Pick<Report, "checks">): boolean {
  return checks.some(({ result }) => result === "failed" || result === "inconclusive");
}
