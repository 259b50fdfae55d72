import { DeviceError, describeReading, type WaitEvent } from "@asyncstatus/client";
import { commandResult, stepResult } from "../src/run/command-result.ts";
import { lockTexts } from "../src/run/evidence-lines.ts";
import { exitCodes } from "../src/run/exit-codes.ts";
import { failureResult } from "../src/run/failure-result.ts";
import { showEvent } from "../src/run/follow-operation.ts";
import type { HostRun } from "../src/run/host-run.ts";
import { nextSteps, resumeFlagOf } from "../src/run/operation-result.ts";
import { outcomeKinds } from "../src/run/outcome-kinds.ts";
import { resultLines } from "../src/run/result-lines.ts";
import { terminalStyle } from "../src/terminal/terminal-style.ts";
import { sampleErrors } from "./sample-errors.ts";
import { sampleOutcomes, sampleReadings } from "./sample-outcomes.ts";

const host = "192.0.2.1";
const commandFor = (words: string) =>
  words === "trust" ? `asyncstatus trust ${host}` : `asyncstatus ${words} --host ${host}`;
const style = terminalStyle({}, { isTerminal: false, write: () => {} } as never);
const format = { style, width: 80, isOneOfMany: false };

/** A command line with an error that is detected before anything is sent. */
export interface RejectedCommand {
  readonly shown: string;
  readonly output: string;
}

/** Returns the messages of the program as a page of the documentation. */
export function messagesPage(rejected: readonly RejectedCommand[]): string {
  return `<!-- Written by packages/cli/build/messages.spec.ts. After a change: pnpm --filter asyncstatus exec vitest run messages -u -->

# Messages

All results, errors and notes that the command-line tool prints, generated from the program with sample values. To find
a message, search this page for part of it.

## Exit codes

${table(
  ["code", "meaning"],
  Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
)}

## Results

A command prints its result, the reason, and what to do next. It also prints the evidence, unless the request succeeded
and the result is \`proven\`; see [status readings](#status-readings). The samples below leave the evidence out.

${sections(sampleOutcomes.map(outcomeSection))}
## Errors

The heading has the error's class, and its \`code\` as in \`--json\`. The line below it is the library's message, where it
differs from the one of the command-line tool.

${sections(sampleErrors.map(errorSection))}
## Status readings

${table(
  ["`reason`", "text"],
  sampleReadings.map((reading) => [`\`${reading.reason}\``, describeReading(reading)]),
)}

## Lock

The last line of the evidence describes the lock:

${table(
  ["`lock`", "text"],
  Object.entries(lockTexts).map(([lock, text]) => [`\`${lock}\``, text]),
)}

## Progress and notes

${table(["event", "text"], eventRows())}

## Command lines and settings

In all of these cases, nothing was submitted to the device.

${rejected.map(({ shown, output }) => block(`$ ${shown}\n${output}`)).join("\n")}`;
}

interface Section {
  readonly title: string;
  readonly text: string;
}

/** Renders sections. Those with the same title are one. */
function sections(all: readonly Section[]): string {
  return [...Map.groupBy(all, ({ title }) => title)]
    .map(([title, found]) => `### ${title}\n\n${found.map(({ text }) => text).join("\n")}`)
    .join("\n");
}

function outcomeSection(outcome: (typeof sampleOutcomes)[number]): Section {
  const { summary, confidence, why } = stepResult(outcome);
  const { exit } = outcomeKinds[outcome.outcome];
  const reason = "reason" in outcome ? [outcome.reason] : [];
  const versions = "versionEvidence" in outcome ? [outcome.versionEvidence] : [];
  const title = [outcome.outcome, ...(confidence ? [confidence] : []), ...reason, ...versions];
  const next = nextSteps(outcome, commandFor);
  const isProbable = confidence === "probable";
  const flag = resumeFlagOf(outcome, isProbable);
  const command = ["asyncstatus resume FILE", flag].filter(Boolean).join(" ");
  const result = commandResult(isProbable ? "unknown" : exit, {
    command: outcome.operation,
    host,
    outcome: outcome.outcome,
    summary,
    ...(confidence && { confidence }),
    ...(why !== undefined && { why }),
    ...(next.length > 0 && { next }),
    ...(flag !== undefined && { resume: { file: "", command } }),
  });
  return {
    title: `${outcome.operation}: ${title.join(", ")} (exit code ${result.exitCode})`,
    text: block(resultLines(result, format).join("\n")),
  };
}

function errorSection(error: Error): Section {
  const result = failureResult(error, { command: "save", host, commandFor });
  const lines = resultLines(result, format).join("\n");
  const status = error instanceof DeviceError ? `, ${error.status}` : "";
  const reason =
    "reason" in error && error.reason && error.name !== "OptionError" ? `, ${error.reason}` : "";
  const own = isSameText(result.summary, error.message) ? "" : `Library: ${error.message}\n\n`;
  return {
    title: `${error.name}: ${result.error?.code}${status}${reason} (exit code ${result.exitCode})`,
    text: `${own}${block(lines)}`,
  };
}

/** Compares texts except for their first letter and a period at the end. */
function isSameText(one: string, other: string): boolean {
  const normal = (text: string) => text.toLowerCase().replace(/\.$/, "");
  return normal(one) === normal(other);
}

function eventRows(): string[][] {
  const elapsedMs = 1_000;
  const error = new Error("Request timed out");
  const events: readonly WaitEvent[] = [
    { type: "poll-failed", elapsedMs, error },
    { type: "reconnected", elapsedMs },
    { type: "renewal-failed", elapsedMs, error },
    { type: "foreign-link", elapsedMs, link: "https://192.0.2.9/rest/v1.2/admin/asyncstatus" },
    { type: "lock-lost", elapsedMs },
    ...sampleOutcomes.slice(-1).map((outcome) => ({ type: "ended", elapsedMs, outcome }) as const),
  ];
  return events.map((event) => {
    const texts: string[] = [];
    const run = { event() {}, note: (text: string) => texts.push(text) } as unknown as HostRun;
    const row = {
      update: (text: string) => texts.push(text),
      done: (_mark: string, text: string) => texts.push(text),
    };
    showEvent(run, "activate", row, event);
    return [`\`${event.type}\``, texts.join(" ")];
  });
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [header, header.map(() => "---"), ...rows].map(line).join("\n");
}

function block(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
}
