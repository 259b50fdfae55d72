import { textForXml, writeXml, type XmlElement } from "@asyncstatus/model/xml";
import { describeEdits } from "./describe-edits.ts";
import type { RolloutReport, UnitReport } from "./rollout-report.ts";

/**
 * Formats a report as JUnit XML: a test case for each unit. `failed`, `unhealthy` and `rolled-back` are
 * failures, `needs-person` is an error, and a unit that isn't over is skipped.
 */
export function formatJUnit(report: RolloutReport): string {
  const { waves, units, startedAt } = report;
  const suites = waves.map(({ name }): XmlElement => {
    const own = units.filter(({ wave }) => wave === name);
    const count = (...states: readonly string[]) =>
      `${own.filter(({ state }) => states.includes(state)).length}`;
    return {
      name: "testsuite",
      attributes: {
        name: textForXml(name),
        tests: `${own.length}`,
        failures: count("failed", "unhealthy", "rolled-back"),
        errors: count("needs-person"),
        skipped: count("waiting", "running", "checking"),
        timestamp: startedAt.replace(/\..*$/, ""),
      },
      elements: own.map(toTestCase),
    };
  });
  return `${writeXml({ name: "testsuites", elements: suites })}\n`;
}

function toTestCase({ name, wave, state, summary = "", change }: UnitReport): XmlElement {
  const message = textForXml(summary);
  const output = textForXml([summary, ...(change ? describeEdits(change) : [])].join("\n"));
  const elements: Readonly<Record<UnitReport["state"], XmlElement[]>> = {
    succeeded: [{ name: "system-out", text: output }],
    failed: [{ name: "failure", attributes: { message } }],
    unhealthy: [{ name: "failure", attributes: { message } }],
    "rolled-back": [{ name: "failure", attributes: { message } }],
    "needs-person": [{ name: "error", attributes: { message } }],
    waiting: [{ name: "skipped" }],
    running: [{ name: "skipped", attributes: { message: state } }],
    checking: [{ name: "skipped", attributes: { message: state } }],
  };
  return {
    name: "testcase",
    attributes: { classname: textForXml(wave), name: textForXml(name) },
    elements: elements[state],
  };
}
