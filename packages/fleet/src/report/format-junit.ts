import { textForXml, writeXml, type XmlElement } from "@asyncstatus/model/xml";
import { stopRule } from "../decision/stop-reason.ts";
import { describeEdits } from "./describe-edits.ts";
import type { RolloutReport, UnitReport } from "./rollout-report.ts";

/**
 * Formats a report as JUnit XML: a test case for each unit. `failed` and `unhealthy` are failures, `needs-person` is
 * an error, and a unit that isn't over is skipped. `rolled-back` passes if a person started the rollback, and is a
 * failure if a stop rule did.
 */
export function formatJUnit(report: RolloutReport): string {
  const { waves, units, startedAt, control } = report;
  const isWanted = control.rollback !== undefined && control.rollback.by !== stopRule;
  const badStates = ["failed", "unhealthy", ...(isWanted ? [] : ["rolled-back"])];
  const suites = waves.map(({ name }): XmlElement => {
    const own = units.filter(({ wave }) => wave === name);
    const count = (...states: readonly string[]) =>
      `${own.filter(({ state }) => states.includes(state)).length}`;
    return {
      name: "testsuite",
      attributes: {
        name: textForXml(name),
        tests: `${own.length}`,
        failures: count(...badStates),
        errors: count("needs-person"),
        skipped: count("waiting", "running", "checking"),
        timestamp: startedAt.replace(/\..*$/, ""),
      },
      elements: own.map((unit) => toTestCase(unit, isWanted)),
    };
  });
  return `${writeXml({ name: "testsuites", elements: suites })}\n`;
}

function toTestCase(
  { name, wave, state, summary = "", change }: UnitReport,
  isWanted: boolean,
): XmlElement {
  const message = textForXml(summary);
  const output = textForXml([summary, ...(change ? describeEdits(change) : [])].join("\n"));
  const passed: XmlElement[] = [{ name: "system-out", text: output }];
  const failure: XmlElement[] = [{ name: "failure", attributes: { message } }];
  const elements: Readonly<Record<UnitReport["state"], XmlElement[]>> = {
    succeeded: passed,
    failed: failure,
    unhealthy: failure,
    "rolled-back": isWanted ? passed : failure,
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
