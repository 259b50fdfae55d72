import { describeAdditionalInfo, describeOperationState } from "@asyncstatus/model";
import { escapeForTerminal, formatDuration } from "@asyncstatus/model/text";
import { type Style, type TerminalStyle, wrap, wrapHint } from "../terminal/terminal-style.ts";
import { type Check, type CommandResult, markOf, type StepResult } from "./command-result.ts";
import { dataLines } from "./data-lines.ts";
import { describeVersions, evidenceLines } from "./evidence-lines.ts";
import { isOpen, outcomeKinds } from "./outcome-kinds.ts";

const styles: Readonly<Record<ReturnType<typeof markOf>, Style>> = {
  good: "green",
  bad: "red",
  unsure: "yellow",
};

/** Width of the sign and the name of a check. */
const checkWidth = 16;

/** Format of a result. */
export interface ResultFormat {
  readonly style: TerminalStyle;
  readonly width: number;
  /** True if results of other hosts are printed too. */
  readonly isOneOfMany: boolean;
}

/** Returns the heading of a result, such as `Succeeded`; undefined if it needs none. */
export function headingOf({
  outcome,
  confidence,
}: Pick<CommandResult, "outcome" | "confidence">): string | undefined {
  if (outcome === "completed") return undefined;
  if (outcome === "unchanged") return "Unchanged";
  if (outcome === "stopped") return "Stopped";
  if (outcome === "error") return "Error";
  const { heading } = outcomeKinds[outcome];
  return confidence === "probable" ? `Probably ${heading.toLowerCase()}` : heading;
}

/** Formats a result: what happened, why, and what to do next. */
export function resultLines(
  result: CommandResult,
  { style, width, isOneOfMany }: ResultFormat,
): string[] {
  const lines: string[] = [];
  const add = (text: string, indent = "") => {
    lines.push(...wrap(escapeForTerminal(text), width, [indent, `${indent}  `]));
  };
  const addHint = (text: string) => lines.push(...wrapHint(escapeForTerminal(text), width, "  "));
  const host = isOneOfMany ? `${result.host}: ` : "";
  const heading = headingOf(result);
  // After a list, the summary comes last.
  for (const check of result.checks ?? []) lines.push(...checkLines(check, style, width));
  const data = result.data ? dataLines(result.data, style) : [];
  if (data.length > 0 && isOneOfMany) lines.push(style.paint(`${result.host}:`, "bold"));
  lines.push(...data);
  if (result.data?.response && !isOneOfMany) return lines;
  const begin = lines.length;
  add(`${host}${heading === undefined ? "" : `${heading}: `}${result.summary}`);
  const first = lines[begin] ?? "";
  if (heading !== undefined && first.startsWith(`${host}${heading}:`)) {
    const painted = style.paint(heading, styles[markOf(result.exitCode)]);
    lines[begin] = host + painted + first.slice(host.length + heading.length);
  }

  if (result.comment !== undefined) add(`comment: ${result.comment}`, "  ");
  for (const line of describeAdditionalInfo(result.additionalInfo)) add(line, "  ");
  if (result.confidence) add(`${result.confidence}: ${result.why ?? ""}`, "  ");
  if (result.versions && result.status !== undefined) add(describeVersions(result.versions), "  ");
  for (const step of result.steps ?? []) {
    if (isProvenSuccess(step)) continue;
    add(`Evidence for ${step.operation} (${formatDuration(step.elapsedMs)}):`, "  ");
    for (const line of evidenceLines(step.evidence)) add(line, "    ");
  }
  if (result.savedNotRunning) add(result.savedNotRunning, "  ");
  for (const text of editTexts(result)) add(text, "  ");
  if (result.error?.hint) addHint(result.error.hint);
  for (const text of result.next ?? []) addHint(text);
  if (result.resume) {
    lines.push(`  ${resumeHeading(result)}`, `    ${escapeForTerminal(result.resume.command)}`);
  }
  return lines;
}

/** An error may have the summary. A commit that succeeded needs none, unless there is no backup. */
function editTexts({ edit, summary, outcome }: CommandResult): string[] {
  if (!edit) return [];
  const isSaid =
    summary.toLowerCase().includes(edit.summary.toLowerCase()) ||
    (outcome === "succeeded" &&
      (edit.state === "kept" || (edit.state === "replaced" && edit.backup !== undefined)));
  const backup = `The previous editing configuration is in the backup ${edit.backup}.`;
  const state = `${edit.summary.charAt(0).toUpperCase()}${edit.summary.slice(1).replace(/\.$/, "")}.`;
  return [...(isSaid ? [] : [state]), ...(edit.backup === undefined ? [] : [backup])];
}

function checkLines(
  { check, ok, finding, fix }: Check,
  style: TerminalStyle,
  width: number,
): string[] {
  const sign = ok ? style.paint(style.signs.good, "green") : style.paint(style.signs.bad, "red");
  const indent = " ".repeat(checkWidth);
  const [line = "", ...others] = wrap(escapeForTerminal(finding), width, [indent, indent]);
  const label = ` ${check}`.padEnd(checkWidth - 1);
  return [
    sign + label + line.slice(checkWidth),
    ...others,
    ...(fix ? wrapHint(escapeForTerminal(fix), width, indent) : []),
  ];
}

function resumeHeading({ outcome, confidence, error }: CommandResult): string {
  if (confidence === "probable") {
    return "If no other user submitted a request and the device didn't restart, accept the result. Run:";
  }
  return isOpen(outcome) || error
    ? "To resume the wait, run:"
    : "To determine the result under the configuration lock, run:";
}

function isProvenSuccess({ outcome, confidence }: StepResult): boolean {
  return outcome === "succeeded" && confidence === "proven";
}

/** Describes the status of a result. */
export function describeStatus(status: CommandResult["status"]): string {
  return describeOperationState(status ?? undefined);
}
