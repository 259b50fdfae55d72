import { linesForTerminal } from "@asyncstatus/model/text";
import type { Finding } from "../validation/finding.ts";
import { type Check, countChecks, hasPassed, type Report, warningsOf } from "./report.ts";

const labels = {
  passed: "ok",
  failed: "FAILED",
  inconclusive: "UNKNOWN",
  "assumption-wrong": "ASSUMED",
  skipped: "-",
} as const;

/** Width of most requests. */
const maxWidth = 57;

/** Formats a report as text, safe for a terminal. */
export function formatReport(report: Report): string {
  const { url, versions, checks } = report;
  const skipped = checks.filter(({ result }) => result === "skipped");
  const lines = [
    `${url}, REST ${versions.join(", ") || "version unknown"}`,
    "",
    ...formatChecks(checks.filter((check) => !skipped.includes(check))),
    ...formatSkipped(skipped),
    "",
    ...formatEnd(report),
  ];
  return linesForTerminal(lines.join("\n"));
}

function formatChecks(checks: readonly Check[]): string[] {
  const width = Math.min(maxWidth, Math.max(0, ...checks.map(({ request }) => request.length)));
  return checks.flatMap(({ request, description, result, ...check }) => {
    const line = `${labels[result].padEnd(7)} ${request.padEnd(width)} ${description}`;
    const details = check.findings.flatMap(formatFinding);
    return [line, ...indent(check.inconclusive ? [check.inconclusive.reason] : details)];
  });
}

/** Formats a finding as lines: its place, the expected and the actual value, and the fact. */
export function formatFinding(finding: Finding): string[] {
  const { rule, path, line, column, expected, actual, fact, about } = finding;
  const position = line !== undefined && `line ${line}${column ? `, column ${column}` : ""}`;
  const place = [path, position].filter(Boolean).join(", ");
  return [
    `rule     ${rule}${place && `, at ${place}`}`,
    `expected ${expected}`,
    `actual   ${actual}`,
    `fact     ${fact.name}: ${fact.mark}${fact.note ? `. ${fact.note}` : ""}`,
    ...(about === "assumption"
      ? ["Only an assumption of the specification is wrong here, not the device."]
      : []),
  ];
}

function formatSkipped(skipped: readonly Check[]): string[] {
  const groups = groupSkipped(skipped).map(({ reason, requests }) => [
    `- ${reason}`,
    ...indent(requests.flatMap((line) => line.match(/.{1,92}(?= |$)/g) ?? [])),
  ]);
  return groups.length === 0 ? [] : ["", "Skipped:", ...groups.flat()];
}

/** Groups skipped checks by reason, with one line of requests for each status. */
export function groupSkipped(
  skipped: readonly Check[],
): { readonly reason: string; readonly requests: readonly string[] }[] {
  const byReason = Map.groupBy(skipped, (check) => check.skipped?.reason ?? "");
  return [...byReason].map(([reason, checks]) => {
    const requests = new Set(
      checks.map((check) => check.request.replace(/\/rest\/(v[\d.]+\/)?/, "")),
    );
    const byStatus = Map.groupBy(requests, (request) => request.slice(-3));
    const lines = [...byStatus].map(
      ([status, each]) => `${status} of ${each.map((request) => request.slice(0, -4)).join(", ")}`,
    );
    return { reason, requests: lines };
  });
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `        ${line.trim()}`);
}

function formatEnd(report: Report): string[] {
  const { completion } = report;
  const reason = "reason" in completion ? `: ${completion.reason}` : "";
  return [
    ...warningsOf(report),
    ...(completion.status === "complete"
      ? []
      : [`The verification is incomplete (${completion.status}${reason}).`]),
    `${countChecks(report, "passed")} passed, ${countChecks(report, "failed")} failed, ` +
      `${countChecks(report, "inconclusive")} inconclusive, ` +
      `${countChecks(report, "assumption-wrong")} wrong assumptions, ` +
      `${countChecks(report, "skipped")} skipped.`,
    hasPassed(report)
      ? "Everything that was checked conforms to the specification. Nothing is known about what was skipped."
      : "This does not show that the device conforms to the specification.",
  ];
}
