import type { Report } from "@asyncstatus/contract";
import type { CommandResult } from "../src/run/command-result.ts";

/** The result of a command as the action reports it. Texts may be from the device. */
export interface Result {
  readonly outcome: string;
  /** Empty if the outcome has none. */
  readonly confidence: string;
  readonly lines: readonly string[];
  /** The texts of the annotations. */
  readonly errors: readonly string[];
}

/** GitHub shows no more annotations of a step. */
const maxErrors = 10;

/**
 * Reads the result of a command.
 *
 * @param output Its standard output.
 * @param messages Its standard error.
 */
export function readResult(exitCode: number, output: string, messages: string): Result {
  const printed = parse(output);
  if (!printed) return errorResult(messages.trim() || "The command ended without a result.");
  return "transcript" in printed
    ? resultOfReport(exitCode, printed)
    : resultOfCommand(exitCode, [printed].flat());
}

/** Returns the result of a command that couldn't run. */
export function errorResult(text: string): Result {
  return { outcome: "error", confidence: "", lines: [text], errors: [text] };
}

function parse(output: string): Report | CommandResult | CommandResult[] | undefined {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

/** Returns the results of a command on its hosts as one. */
export function resultOfCommand(exitCode: number, results: readonly CommandResult[]): Result {
  // Of several hosts, one with the exit code of the command.
  const worst = results.find((one) => one.exitCode === exitCode);
  const failed = results.filter((one) => one.exitCode !== 0);
  return {
    outcome: worst?.outcome ?? "error",
    confidence: worst?.confidence ?? "",
    lines: results.flatMap(linesOf),
    errors: failed.slice(0, maxErrors).map(titleOf),
  };
}

function linesOf(result: CommandResult): string[] {
  const { why = "", steps = [], next = [] } = result;
  const table = steps.map(({ operation, outcome, confidence = "", elapsedMs }) => {
    const seconds = `${(elapsedMs / 1000).toFixed(1)} s`;
    return `  ${operation.padEnd(10)}${outcome.padEnd(20)}${confidence.padEnd(12)}${seconds}`;
  });
  return [titleOf(result), ...table, why, ...next].filter(Boolean);
}

function titleOf({ host, summary, error }: CommandResult): string {
  return [...(host ? [`${host}: ${summary}`] : [summary]), error?.hint].filter(Boolean).join("\n");
}

function resultOfReport(exitCode: number, { url, checks, completion }: Report): Result {
  const wrong = checks.filter(({ result }) => result === "failed" || result === "inconclusive");
  const passed = checks.filter(({ result }) => result === "passed").length;
  const title = `${url}: ${passed} checks passed, ${wrong.length} failed or inconclusive`;
  const errors = [
    ...("reason" in completion ? [`${completion.status}: ${completion.reason}`] : []),
    ...wrong.map(({ request, description }) => `${request}: ${description}`),
  ];
  return {
    outcome: exitCode === 0 ? "succeeded" : wrong.length > 0 ? "failed" : "error",
    confidence: "",
    lines: [title, ...errors],
    errors: exitCode === 0 || errors.length > 0 ? errors.slice(0, maxErrors) : [title],
  };
}
