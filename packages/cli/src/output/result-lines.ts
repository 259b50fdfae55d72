import { describeOperationState } from "@asyncstatus/model";
import type { ExitReason } from "../exit-codes.ts";
import { describeVersions, evidenceLines } from "./evidence-lines.ts";
import { formatElapsed } from "./format-elapsed.ts";
import { spoken } from "./outcome-words.ts";
import { printable } from "./printable.ts";
import type { Result, StepResult } from "./result.ts";
import { type Style, type TerminalStyle, wrap } from "./terminal-style.ts";

const styles: Readonly<Partial<Record<ExitReason, Style>>> = { succeeded: "green", failed: "red" };

/** Room for the sign and the name of a check. */
const checkWidth = 16;

/** How a result is shown. */
export interface ResultLook {
  readonly exit: ExitReason;
  readonly style: TerminalStyle;
  readonly width: number;
  /** Whether results of other hosts stand beside it. */
  readonly isOneOfMany: boolean;
}

/** A result for people to read: what it comes to first, then what it rests on, then what to do. */
export function resultLines(
  result: Result,
  { exit, style, width, isOneOfMany }: ResultLook,
): string[] {
  const lines: string[] = [];
  const add = (text: string, indent = "") => {
    lines.push(...wrap(printable(text), width, [indent, `${indent}  `]));
  };
  const host = isOneOfMany ? `${result.host}: ` : "";
  const word = result.outcome === "done" ? "" : `${spoken(result.outcome)}: `;
  add(`${host}${word}${result.summary}`);
  const [first = ""] = lines;
  if (word !== "" && first.startsWith(`${host}${word}`)) {
    const painted = style.paint(word.slice(0, -2), styles[exit] ?? "yellow");
    lines[0] = `${host}${painted}: ${first.slice(host.length + word.length)}`;
  }

  if (result.confidence) add(`${result.confidence}: ${result.why ?? ""}`, "  ");
  if (result.versions && result.status !== undefined) add(describeVersions(result.versions), "  ");
  for (const step of result.steps ?? []) {
    if (isPlain(step)) continue;
    add(
      `Evidence of ${step.operation}, ${formatElapsed(step.elapsedMs)} after it was submitted:`,
      "  ",
    );
    for (const line of evidenceLines(step.evidence)) add(line, "    ");
  }
  for (const { check, ok, finding, mend } of result.checks ?? []) {
    const sign = ok ? style.paint(style.signs.good, "green") : style.paint(style.signs.bad, "red");
    const indent = " ".repeat(checkWidth);
    const [line = "", ...others] = wrap(printable(finding), width, [indent, indent]);
    const label = ` ${check}`.padEnd(checkWidth - 1);
    lines.push(sign + label + line.slice(checkWidth), ...others);
    if (mend) add(mend, indent);
  }
  if (result.savedNotRunning) add(result.savedNotRunning, "  ");
  if (result.error?.hint) add(result.error.hint, "  ");
  for (const text of result.next ?? []) add(text, "  ");
  // A command is not broken into lines: it is there to be copied.
  if (result.resume) lines.push("  To take it up again:", `    ${result.resume.command}`);
  return lines;
}

function isPlain({ outcome, confidence }: StepResult): boolean {
  return outcome === "took-effect" && confidence === "proven";
}

/** What a device shows, with whose it may be. */
export function describeStatus(status: Result["status"]): string {
  return describeOperationState(status ?? undefined);
}
