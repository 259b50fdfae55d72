import { exitCodeOf } from "../../command/exit-code.ts";
import { verifyExitCodes } from "../../command/verify-options.ts";
import { printable } from "./printable.ts";
import { type Check, countChecks, type Finding, type Report } from "./report.ts";

const signs = { held: "ok", broken: "BROKEN", assumption: "ASSUMED", "not-tried": "-" } as const;

/** A report for people to read. */
export function formatReport(report: Report): string {
  const tried = report.checks.filter(({ result }) => result !== "not-tried");
  return `${[
    `${report.url}, REST ${report.versions.join(", ") || "versions unknown"}`,
    "",
    ...tried.flatMap(formatCheck),
    ...formatNotTried(report.checks),
    "",
    ...formatEnd(report),
  ]
    .map(printable)
    .join("\n")}\n`;
}

/** One check that was done, with what was found. */
function formatCheck({ version, name, what, result, findings }: Check): string[] {
  const line = `${signs[result].padEnd(7)} ${version ?? "any "} ${name.padEnd(28)} ${what}`;
  return [line, ...findings.flatMap((finding) => formatFinding(finding))];
}

/** A finding, as indented lines: where, what was expected and got, and what that rests on. */
export function formatFinding(finding: Finding): string[] {
  const { rule, path, line, column, expected, got, basis, about } = finding;
  const place = [
    path,
    line !== undefined && `line ${line}${column === undefined ? "" : `, column ${column}`}`,
  ].filter(Boolean);
  return [
    `        by ${rule}${place.length > 0 ? `, at ${place.join(", ")}` : ""}`,
    `        expected ${expected}`,
    `        got      ${got}`,
    `        fact     ${basis.name}: ${basis.mark}${basis.note ? `. ${basis.note}` : ""}`,
    ...(about === "assumption"
      ? ["        This is a finding about what the specification assumes, not about the provider."]
      : []),
  ];
}

/** What was not tried, under each reason. */
function formatNotTried(checks: readonly Check[]): string[] {
  const notTried = checks.filter(({ result }) => result === "not-tried");
  if (notTried.length === 0) return [];
  const groups = [...Map.groupBy(notTried, ({ why = "" }) => why)].flatMap(([why, group]) => {
    const names = Map.groupBy(new Set(group.map(({ name }) => name)), (name) => name.slice(-3));
    const lines = [...names].map(
      ([status, each]) => `${status} of ${each.map((name) => name.slice(0, -4)).join(", ")}`,
    );
    return [`- ${why}`, ...lines.flatMap((line) => wrap(line, 92)).map((line) => `    ${line}`)];
  });
  return ["", "Not tried:", ...groups];
}

function wrap(text: string, width: number): string[] {
  const lines = text.match(new RegExp(`.{1,${width}}(?: |$)`, "g")) ?? [text];
  return lines.map((line) => line.trimEnd());
}

function formatEnd(report: Report): string[] {
  const { ending, lockLeftBehind } = report;
  const counts = (["held", "broken", "assumption", "not-tried"] as const).map((result) => {
    const words = { held: "held", broken: "broken", assumption: "assumed otherwise" };
    return `${countChecks(report, result)} ${result === "not-tried" ? "not tried" : words[result]}`;
  });
  return [
    ...(lockLeftBehind === undefined ? [] : [lockLeftBehind]),
    ...(ending.ended === "complete" ? [] : [`Ended before its time: ${whyEnded(report)}.`]),
    `${counts.join(", ")}.`,
    exitCodeOf(report) === verifyExitCodes.passed.code
      ? "What was tried agrees with the specification. What was not tried is not known."
      : "This is no proof of agreement with the specification.",
  ];
}

function whyEnded({ ending }: Report): string {
  switch (ending.ended) {
    case "complete":
      return "all was done";
    case "interrupted":
      return "interrupted";
    case "unauthorized":
    case "unreachable":
      return ending.why;
  }
}
