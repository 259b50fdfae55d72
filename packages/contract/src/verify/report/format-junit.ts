import { formatFinding } from "./format-report.ts";
import { type Check, countChecks, type Report } from "./report.ts";

/**
 * A report as JUnit XML, for CI. What is broken is a failure, what was not tried is skipped; findings
 * about assumptions are told in the output of a check that passes. A run that ended early is an error.
 */
export function junitOf(report: Report): string {
  const { url, checks, ending, startedAt, durationMs, lockLeftBehind } = report;
  const errors = [
    ...(ending.ended === "complete" ? [] : ["why" in ending ? ending.why : ending.ended]),
    ...(lockLeftBehind === undefined ? [] : [lockLeftBehind]),
  ];
  const attributes = {
    name: `asyncstatus ${url}`,
    tests: checks.length + errors.length,
    failures: countChecks(report, "broken"),
    errors: errors.length,
    skipped: countChecks(report, "not-tried"),
    timestamp: startedAt.replace(/\..*$/, ""),
    time: (durationMs / 1000).toFixed(3),
  };
  const cases = [
    ...checks.map(caseOf),
    ...errors.map(
      (error) =>
        `    <testcase classname="verification" name="The verification comes to its end."><error message="${escapeXml(error)}"/></testcase>`,
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite ${write(attributes)}>
${cases.join("\n")}
  </testsuite>
</testsuites>
`;
}

function caseOf({ version, name, what, result, findings, why = "" }: Check): string {
  const classname = [version, name].filter(Boolean).join(" ");
  const lines = escapeXml(
    findings
      .flatMap(formatFinding)
      .map((line) => line.trim())
      .join("\n"),
  );
  const [first] = findings;
  const message = escapeXml(first ? `expected ${first.expected}, got ${first.got}` : "");
  const inside = {
    held: "",
    broken: `<failure message="${message}">${lines}</failure>`,
    assumption: `<system-out>${lines}</system-out>`,
    "not-tried": `<skipped message="${escapeXml(why)}"/>`,
  }[result];
  return `    <testcase ${write({ classname, name: what })}>${inside}</testcase>`;
}

function write(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(String(value))}"`)
    .join(" ");
}

/** Text as XML holds it; what XML cannot hold is replaced. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
