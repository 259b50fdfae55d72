import type { Ledger, RolloutReport } from "@asyncstatus/fleet";
import { escapeForTerminal } from "@asyncstatus/model/text";
import type { Io } from "../io.ts";
import { type ExitCode, exitCodes } from "../run/exit-codes.ts";
import { printJson } from "../run/print-json.ts";
import { isRun, type LedgerPlace } from "./ledger-place.ts";
import { hostCommand, type LedgerFlags, resumeCommand } from "./rollout-commands.ts";

/** The formats of a report. */
export const reportFormats = ["text", "json", "junit", "html"] as const;

/** A format of a report. */
export type ReportFormat = (typeof reportFormats)[number];

/**
 * Prints the current report of a rollout, and whether a process runs it.
 *
 * @returns The exit code: `unknown` if the audit log isn't intact.
 */
export async function printStatus(
  io: Io,
  ledger: Ledger,
  place: LedgerPlace,
  flags: LedgerFlags,
  format: ReportFormat,
): Promise<ExitCode> {
  const { readReport } = await import("@asyncstatus/fleet");
  const read = await readReport(ledger, io.clock.date().getTime());
  const isOpen = read.status === "running" || read.status === "rolling-back";
  const report = isOpen ? { ...read, hasRunner: await isRun(io, place, ledger) } : read;
  await printReport(io, ledger, report, format, (host) => hostCommand(io, "status", host));
  if (format === "text" && (report.hasRunner === false || report.status === "paused")) {
    const command = resumeCommand(io, flags);
    io.stdout.write(
      `${escapeForTerminal(`To continue it with the same hosts, run: ${command}`)}\n`,
    );
  }
  return auditExitCode(io, report.audit.problem, format === "text");
}

/** Prints a report of a rollout. */
export async function printReport(
  io: Io,
  ledger: Ledger,
  report: RolloutReport,
  format: ReportFormat,
  lookCommand: (host: string) => string,
): Promise<void> {
  const { formatHtml, formatJUnit, formatText } = await import("@asyncstatus/fleet");
  switch (format) {
    case "json":
      return printJson(io, report);
    case "junit":
      return io.stdout.write(formatJUnit(report));
    case "html":
      return io.stdout.write(formatHtml(report, await ledger.audit()));
    case "text": {
      const lines = formatText(report, lookCommand);
      return io.stdout.write(lines.map((line) => `${escapeForTerminal(line)}\n`).join(""));
    }
  }
}

/**
 * Returns the exit code of a command that prints a ledger, and says so if its audit log isn't intact.
 *
 * @param isSaid True if the output says so.
 */
export function auditExitCode(
  { stderr }: Pick<Io, "stderr">,
  problem: string | undefined,
  isSaid = false,
): ExitCode {
  if (problem === undefined) return exitCodes.succeeded.code;
  if (!isSaid) stderr.write(`Error: the audit log isn't intact: ${escapeForTerminal(problem)}\n`);
  return exitCodes.unknown.code;
}
