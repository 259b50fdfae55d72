import { textForXml, writeXml, type XmlElement } from "@asyncstatus/model/xml";
import { formatFinding } from "./format-report.ts";
import { type Check, countChecks, type Report } from "./report.ts";

/**
 * Formats a report as JUnit XML for CI. An incomplete verification and a lock that may still be held
 * are errors; findings about assumptions are output of a check that passes.
 */
export function formatJUnit(report: Report): string {
  const { url, checks, completion, startedAt, durationMs, lockWarning } = report;
  const errors = [
    ...(completion.status === "complete"
      ? []
      : ["reason" in completion ? completion.reason : completion.status]),
    ...(lockWarning === undefined ? [] : [lockWarning]),
  ];
  const attributes = {
    name: `asyncstatus ${url}`,
    tests: `${checks.length + errors.length}`,
    failures: `${countChecks(report, "failed")}`,
    errors: `${errors.length + countChecks(report, "inconclusive")}`,
    skipped: `${countChecks(report, "skipped")}`,
    timestamp: startedAt.replace(/\..*$/, ""),
    time: (durationMs / 1000).toFixed(3),
  };
  const elements = [
    ...checks.map(toTestCase),
    ...errors.map((message) =>
      testCase("verification", "The verification is complete.", [
        { name: "error", attributes: { message: textForXml(message) } },
      ]),
    ),
  ];
  const suite: XmlElement = { name: "testsuite", attributes, elements };
  return `${writeXml({ name: "testsuites", elements: [suite] })}\n`;
}

function toTestCase({ version, name, description, result, findings, ...check }: Check): XmlElement {
  const { skipped, inconclusive } = check;
  const text = textForXml(findings.flatMap(formatFinding).join("\n"));
  const [first] = findings;
  const summary = first ? `expected ${first.expected}, actual ${first.actual}` : "";
  const message = textForXml((skipped ?? inconclusive)?.reason ?? summary);
  const elements: Readonly<Record<Check["result"], XmlElement[]>> = {
    passed: [],
    failed: [{ name: "failure", attributes: { message }, text }],
    inconclusive: [{ name: "error", attributes: { message } }],
    "assumption-wrong": [{ name: "system-out", text }],
    skipped: [{ name: "skipped", attributes: { message } }],
  };
  return testCase([version, name].filter(Boolean).join(" "), description, elements[result]);
}

function testCase(classname: string, name: string, elements: XmlElement[]): XmlElement {
  return { name: "testcase", attributes: { classname, name: textForXml(name) }, elements };
}
