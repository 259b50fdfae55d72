import { linesForTerminal } from "@asyncstatus/model/text";
import type { Finding } from "../validation/finding.ts";
import { type Check, countChecks, hasPassed, type Report } from "./report.ts";

const labels = {
  passed: "ok",
  failed: "FAILED",
  inconclusive: "UNKNOWN",
  "assumption-wrong": "ASSUMED",
  skipped: "-",
} as const;

/** Formats a report as text, safe for a terminal. */
export function formatReport(report: Report): string {
  const { url, versions, checks } = report;
  const skipped = checks.filter(({ result }) => result === "skipped");
  const lines = [
    `${url}, REST ${versions.join(", ") || "version unknown"}`,
    "",
    ...checks.filter((check) => !skipped.includes(check)).flatMap(formatCheck),
    ...formatSkipped(skipped),
    "",
    ...formatEnd(report),
  ];
  return linesForTerminal(lines.join("\n"));
}

function formatCheck({ version, name, description, result, ...check }: Check): string[] {
  const line = `${labels[result].padEnd(7)} ${version ?? "any "} ${name.padEnd(28)} ${description}`;
  const details = check.findings.flatMap(formatFinding);
  return [line, ...indent(check.inconclusive ? [check.inconclusive.reason] : details)];
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

/** Groups what was skipped by reason. */
function formatSkipped(skipped: readonly Check[]): string[] {
  if (skipped.length === 0) return [];
  const byReason = Map.groupBy(skipped, (check) => check.skipped?.reason ?? "");
  const groups = [...byReason].flatMap(([reason, checks]) => {
    const names = new Set(checks.map(({ name }) => name));
    const byStatus = Map.groupBy(names, (name) => name.slice(-3));
    const lines = [...byStatus].map(
      ([status, each]) => `${status} of ${each.map((name) => name.slice(0, -4)).join(", ")}`,
    );
    return [`- ${reason}`, ...indent(lines.flatMap((line) => line.match(/.{1,92}(?= |$)/g) ?? []))];
  });
  return ["", "Skipped:", ...groups];
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `        ${line.trim()}`);
}

function formatEnd(report: Report): string[] {
  const { completion, lockWarning } = report;
  const reason = "reason" in completion ? `: ${completion.reason}` : "";
  return [
    ...(lockWarning === undefined ? [] : [lockWarning]),
    ...(completion.status === "complete"
      ? []
      : [`The verification is incomplete (${completion.status}${reason}).`]),
    `${countChecks(report, "passed")} passed, ${countChecks(report, "failed")} failed, ` +
      `${countChecks(report, "inconclusive")} inconclusive, ` +
      `${countChecks(report, "assumption-wrong")} with a wrong assumption, ` +
      `${countChecks(report, "skipped")} skipped.`,
    hasPassed(report)
      ? "What was checked conforms to the specification. What was skipped is unknown."
      : "This does not show that the device conforms to the specification.",
  ];
}
