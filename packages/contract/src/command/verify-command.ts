import { writeFile } from "node:fs/promises";
import { OptionError, type RestVersion } from "@asyncstatus/client";
import { jsonForTerminal } from "@asyncstatus/model/text";
import type { AllowedOperation } from "../verify/checks/operation-check.ts";
import { formatJUnit } from "../verify/report/format-junit.ts";
import { formatReport } from "../verify/report/format-report.ts";
import { type Report, warningsOf } from "../verify/report/report.ts";
import {
  maxOperationTimeoutMs,
  type VerifyOptions,
  verifyProvider,
} from "../verify/verify-provider.ts";
import { exitCodeOf } from "./exit-code.ts";
import { parseElement } from "./parse-pairs.ts";
import { printLine } from "./print-line.ts";
import { UsageError } from "./usage-error.ts";
import {
  type OptionValues,
  parseTime,
  verifyExitCodes,
  type verifyOptions,
} from "./verify-options.ts";

/** The values of {@link verifyOptions}, and how to reach the device and log in. */
export interface VerifyCommandOptions
  extends OptionValues<typeof verifyOptions>,
    Pick<VerifyOptions, "url" | "credentials" | "tls" | "transport" | "clock"> {
  /** The attributes of `testElement`, each as `KEY=VALUE`. */
  readonly attributes?: readonly string[] | undefined;
}

/** The input and output of a command. */
export interface CommandIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Calls the listener on Ctrl-C. Returns a function that removes it. */
  onInterrupt(listener: () => void): () => void;
}

/**
 * Verifies a device and prints the report. Releases the configuration lock if it is interrupted.
 *
 * @returns The exit code, see {@link verifyExitCodes}.
 */
export async function verifyCommand(options: VerifyCommandOptions, io: CommandIo): Promise<number> {
  const interruption = new AbortController();
  const removeListener = io.onInterrupt(() => {
    if (interruption.signal.aborted) return;
    io.stderr.write("Interrupted. Releasing the lock if it is held.\n");
    interruption.abort();
  });
  try {
    const settings = readOptions(options);
    // Before anything is sent.
    for (const file of [options.junit, options.transcript]) {
      if (file !== undefined) await createFile(file);
    }
    const report = await verifyProvider({ ...settings, signal: interruption.signal });
    io.stdout.write(options.json ? `${jsonForTerminal(report, 2)}\n` : formatReport(report));
    for (const note of notesOn(report)) printLine(io, note);
    const { junit, transcript } = options;
    if (junit !== undefined) await writeReport(io, junit, formatJUnit(report));
    if (transcript !== undefined) {
      await writeReport(io, transcript, `${jsonForTerminal(report.transcript, 2)}\n`);
    }
    return exitCodeOf(report);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof OptionError)) throw error;
    printLine(io, error instanceof OptionError ? describe(error) : error.message);
    return verifyExitCodes.usage.code;
  } finally {
    removeListener();
  }
}

function readOptions(options: VerifyCommandOptions): VerifyOptions {
  const { url, credentials, tls, transport, clock, restVersion = [] } = options;
  const testElement = parseElement("--test-element", options.testElement, options.attributes ?? []);
  const requestTimeoutMs = milliseconds("request-timeout", options.requestTimeout);
  const operationTimeoutMs = milliseconds("operation-timeout", options.operationTimeout);
  if (operationTimeoutMs !== undefined && operationTimeoutMs > maxOperationTimeoutMs) {
    throw new UsageError(
      `--operation-timeout: expected at most ${maxOperationTimeoutMs / 60_000}m, because a token expires after ten minutes`,
    );
  }
  return {
    url,
    credentials,
    ...(tls && { tls }),
    ...(transport && { transport }),
    ...(clock && { clock }),
    allow: {
      ...(options.allowChanges && { changes: true }),
      // verifyProvider checks these, and the REST versions.
      operations: (options.allowOperations?.split(",") ?? []) as AllowedOperation[],
      ...(testElement && { testElement }),
    },
    ...(restVersion.length > 0 && { restVersions: restVersion as RestVersion[] }),
    ...(requestTimeoutMs !== undefined && { requestTimeoutMs }),
    ...(operationTimeoutMs !== undefined && { operationTimeoutMs }),
  };
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseTime(text);
  if (ms) return ms;
  throw new UsageError(
    `--${option}: expected a duration such as 30s or 5m, got ${JSON.stringify(text)}`,
  );
}

async function createFile(file: string): Promise<void> {
  await writeFile(file, "").catch((error: Error) => {
    throw new UsageError(`Can't write ${file}: ${error.message}`);
  });
}

/** Writes a file. The exit code stays that of the verification if the disk is full. */
async function writeReport({ stderr }: CommandIo, file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: Error) => {
    printLine({ stderr }, `Can't write ${file}: ${error.message}`);
  });
}

/** Notes for the user besides the report. */
function notesOn(report: Report): string[] {
  const { completion } = report;
  const notes = [...warningsOf(report)];
  if (completion.status === "unreachable" && completion.actual !== undefined) {
    notes.push(
      "Compare the fingerprint with the one that the device itself shows. If they are equal, pass it: " +
        `--fingerprint ${completion.actual}`,
    );
  }
  return notes;
}

const optionNames: Readonly<Record<string, string>> = {
  host: "URL",
  "credentials.user": "--user",
  "credentials.password": "password",
  "tls.ca": "--ca",
  "tls.fingerprint256": "--fingerprint",
  "tls.serverName": "--server-name",
  restVersions: "--rest-version",
  "allow.operations": "--allow-operations",
  "allow.testElement": "--test-element",
};

function describe({ option, reason }: OptionError): string {
  return `${optionNames[option] ?? option}: ${reason}`;
}
