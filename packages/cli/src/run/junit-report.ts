import { textForXml, writeXml, type XmlElement } from "@asyncstatus/model/xml";
import { terminalStyle } from "../terminal/terminal-style.ts";
import { type CommandResult, markOf } from "./command-result.ts";
import { exitCodes } from "./exit-codes.ts";
import { isNotStarted } from "./not-started.ts";
import { resultLines } from "./result-lines.ts";

/**
 * Formats results as JUnit XML: a test case for each host. A failure that the device reported is a failure;
 * every other exit code that isn't a success is an error.
 */
export function junitReport(results: readonly CommandResult[]): string {
  const count = (isCounted: (result: CommandResult) => boolean) =>
    `${results.filter(isCounted).length}`;
  const [first] = results;
  const started = results.map(({ startedAt = "" }) => startedAt).sort()[0] ?? "";
  const ended =
    results
      .map(({ endedAt = "" }) => endedAt)
      .sort()
      .at(-1) ?? "";
  const suite: XmlElement = {
    name: "testsuite",
    attributes: {
      name: `asyncstatus ${first?.command ?? ""}`,
      tests: `${results.length}`,
      failures: count((result) => kindOf(result) === "failure"),
      errors: count((result) => kindOf(result) === "error"),
      skipped: count((result) => kindOf(result) === "skipped"),
      timestamp: started.replace(/\..*$/, ""),
      time: secondsBetween(started, ended),
    },
    elements: results.map(testCase),
  };
  return `${writeXml({ name: "testsuites", elements: [suite] })}\n`;
}

function kindOf(result: CommandResult): "failure" | "error" | "skipped" | undefined {
  if (isNotStarted(result)) return "skipped";
  if (markOf(result.exitCode) === "good") return undefined;
  return result.exitCode === exitCodes.failed.code ? "failure" : "error";
}

function testCase(result: CommandResult): XmlElement {
  const { command, host, summary, startedAt = "", endedAt = "" } = result;
  const kind = kindOf(result);
  const format = {
    style: terminalStyle({ NO_COLOR: "1" }, { isTerminal: false }),
    width: Number.POSITIVE_INFINITY,
    isOneOfMany: false,
  };
  const text = textForXml(resultLines(result, format).join("\n"));
  const attributes = { message: textForXml(summary) };
  return {
    name: "testcase",
    attributes: {
      classname: `asyncstatus ${command}`,
      name: textForXml(host || "command line"),
      time: secondsBetween(startedAt, endedAt),
    },
    elements: [
      kind === undefined
        ? { name: "system-out", text }
        : { name: kind, attributes, ...(kind !== "skipped" && { text }) },
    ],
  };
}

function secondsBetween(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from);
  return ((Number.isNaN(ms) ? 0 : ms) / 1000).toFixed(3);
}
