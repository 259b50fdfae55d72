import { writeFile } from "node:fs/promises";
import { OptionError, type RestVersion } from "@asyncstatus/client";
import type { AllowedOperation } from "../verify/checks/operation-check.ts";
import { junitOf } from "../verify/report/format-junit.ts";
import { formatReport } from "../verify/report/format-report.ts";
import { printableJson } from "../verify/report/printable.ts";
import type { Report } from "../verify/report/report.ts";
import {
  maxOperationTimeoutMs,
  type VerifyOptions,
  verifyProvider,
} from "../verify/verify-provider.ts";
import { exitCodeOf } from "./exit-code.ts";
import { UsageError } from "./usage-error.ts";
import { type OptionValues, verifyExitCodes, type verifyOptions } from "./verify-options.ts";

/** The values of {@link verifyOptions}, and how to reach the device and log in. */
export interface VerifyCommandOptions
  extends OptionValues<typeof verifyOptions>,
    Pick<VerifyOptions, "url" | "credentials" | "tls" | "transport" | "clock"> {}

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
    io.stdout.write(options.json ? `${printableJson(report)}\n` : formatReport(report));
    for (const note of notesOn(report)) io.stderr.write(`${note}\n`);
    if (options.junit !== undefined) await writeFile(options.junit, junitOf(report));
    if (options.transcript !== undefined) {
      await writeFile(options.transcript, `${JSON.stringify(report.transcript, null, 2)}\n`);
    }
    return exitCodeOf(report);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof OptionError)) throw error;
    io.stderr.write(`${error instanceof OptionError ? describe(error) : error.message}\n`);
    return verifyExitCodes.usage.code;
  } finally {
    removeListener();
  }
}

function readOptions(options: VerifyCommandOptions): VerifyOptions {
  const { url, credentials, tls, transport, clock, restVersion = [] } = options;
  const requestTimeoutMs = milliseconds("request-timeout", options.requestTimeout);
  const operationTimeoutMs = milliseconds("operation-timeout", options.operationTimeout);
  if (operationTimeoutMs !== undefined && operationTimeoutMs > maxOperationTimeoutMs) {
    throw new UsageError(
      `--operation-timeout: expected at most ${maxOperationTimeoutMs / 1000} seconds, because a token expires after ten minutes`,
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
    },
    ...(restVersion.length > 0 && { restVersions: restVersion as RestVersion[] }),
    ...(requestTimeoutMs !== undefined && { requestTimeoutMs }),
    ...(operationTimeoutMs !== undefined && { operationTimeoutMs }),
  };
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text) || Number(text) === 0) {
    throw new UsageError(`--${option}: expected seconds above 0, got ${JSON.stringify(text)}`);
  }
  return Number(text) * 1000;
}

async function createFile(file: string): Promise<void> {
  await writeFile(file, "").catch((error: Error) => {
    throw new UsageError(`Can't write ${file}: ${error.message}`);
  });
}

/** What to do about the way a verification ended. */
function notesOn({ ending, lockLeftBehind }: Report): string[] {
  const isUntrusted =
    ending.ended === "unreachable" &&
    (ending.code === "tls-untrusted" || ending.code === "tls-fingerprint-mismatch");
  return [
    ...(lockLeftBehind === undefined ? [] : [lockLeftBehind]),
    ...(isUntrusted
      ? [
          "Compare the certificate's fingerprint with the one that the device itself shows, then pass " +
            "it as --fingerprint, or the certificate as --ca.",
        ]
      : []),
  ];
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
};

function describe({ option, reason }: OptionError): string {
  return `${optionNames[option] ?? option}: ${reason}`;
}
