import { textForXml, writeXml, type XmlElement } from "@asyncstatus/model/xml";
import { formatFinding, groupSkipped } from "./format-report.ts";
import { type Check, countChecks, type Report, warningsOf } from "./report.ts";

/**
 * Formats a report as JUnit XML for CI. An incomplete verification, and a lock or an element that may
 * be left, are errors; findings about assumptions are output of a check that passes. Skipped checks are one
 * test case for each reason, so that they don't hide the others.
 */
export function formatJUnit(report: Report): string {
  const { url, checks, completion, startedAt, durationMs } = report;
  const errors = [
    ...(completion.status === "complete"
      ? []
      : ["reason" in completion ? completion.reason : completion.status]),
    ...warningsOf(report),
  ];
  const run = checks.filter(({ result }) => result !== "skipped");
  const skipped = groupSkipped(checks.filter(({ result }) => result === "skipped"));
  const attributes = {
    name: `asyncstatus ${url}`,
    tests: `${run.length + skipped.length + errors.length}`,
    failures: `${countChecks(report, "failed")}`,
    errors: `${errors.length + countChecks(report, "inconclusive")}`,
    skipped: `${skipped.length}`,
    timestamp: startedAt.replace(/\..*$/, ""),
    time: (durationMs / 1000).toFixed(3),
  };
  const elements = [
    ...run.map(toTestCase),
    ...skipped.map(({ reason, requests }) => {
      const attributes = { message: textForXml(reason) };
      const text = textForXml(requests.join("\n"));
      return testCase("skipped", reason, [{ name: "skipped", attributes, text }]);
    }),
    ...errors.map((message) =>
      testCase("verification", "The verification is complete.", [
        { name: "error", attributes: { message: textForXml(message) } },
      ]),
    ),
  ];
  const suite: XmlElement = { name: "testsuite", attributes, elements };
  return `${writeXml({ name: "testsuites", elements: [suite] })}\n`;
}

function toTestCase({ request, description, result, findings, inconclusive }: Check): XmlElement {
  const text = textForXml(findings.flatMap(formatFinding).join("\n"));
  const [first] = findings;
  const summary = first ? `expected ${first.expected}, actual ${first.actual}` : "";
  const message = textForXml(inconclusive?.reason ?? summary);
  const elements: Readonly<Record<Check["result"], XmlElement[]>> = {
    passed: [],
    failed: [{ name: "failure", attributes: { message }, text }],
    inconclusive: [{ name: "error", attributes: { message } }],
    "assumption-wrong": [{ name: "system-out", text }],
    skipped: [],
  };
  return testCase(request, description, elements[result]);
}

function testCase(classname: string, name: string, elements: XmlElement[]): XmlElement {
  return {
    name: "testcase",
    attributes: { classname: textForXml(classname), name: textForXml(name) },
    elements,
  };
}
