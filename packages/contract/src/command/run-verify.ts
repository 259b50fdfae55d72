import { readFile, writeFile } from "node:fs/promises";
import { OptionError, type RestVersion } from "@asyncstatus/client";
import type { AllowedOperation } from "../verify/check-operation.ts";
import { exitCodeOf, exitCodes } from "../verify/exit-code.ts";
import { formatReport } from "../verify/format-report.ts";
import { junitOf } from "../verify/junit.ts";
import { printableJson } from "../verify/printable.ts";
import type { Report } from "../verify/report.ts";
import { type VerifyOptions, verifyProvider } from "../verify/verify-provider.ts";
import type { Command } from "./parse-command.ts";
import { readPassword } from "./read-password.ts";
import type { Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

type VerifyCommand = Extract<Command, { command: "verify" }>;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Verifies a provider and tells what was found. @returns The exit code. */
export async function runVerify(
  command: VerifyCommand,
  surroundings: Surroundings,
): Promise<number> {
  const { stdout, stderr } = surroundings;
  const interruption = new AbortController();
  const interrupt = (): void => {
    if (interruption.signal.aborted) return;
    stderr.write("Interrupted: ending, and releasing the lock where it is held.\n");
    interruption.abort();
  };
  try {
    const options = await readOptions(command, surroundings);
    await beginFiles(command);
    for (const signal of signals) surroundings.on(signal, interrupt);
    const report = await verifyProvider({ ...options, signal: interruption.signal });
    stdout.write(
      command.json ? `${printableJson(report)}\n` : asOnTheCommandLine(formatReport(report)),
    );
    if (report.lockLeftBehind !== undefined) stderr.write(`${report.lockLeftBehind}\n`);
    await writeFiles(command, report);
    return exitCodeOf(report);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof OptionError)) throw error;
    stderr.write(`${asOnTheCommandLine(error.message)}\n`);
    return exitCodes.usage;
  } finally {
    for (const signal of signals) surroundings.off(signal, interrupt);
  }
}

async function readOptions(
  command: VerifyCommand,
  surroundings: Surroundings,
): Promise<VerifyOptions> {
  const { url, user, fingerprint, serverName, caFile, operations } = command;
  const ca = caFile === undefined ? undefined : await readText(caFile);
  const prompt = `Password of ${user} at ${url}: `;
  const password = await readPassword(command.password, prompt, surroundings);
  return {
    url,
    credentials: { user, password },
    tls: {
      ...(ca !== undefined && { ca }),
      ...(fingerprint !== undefined && { fingerprint256: fingerprint }),
      ...(serverName !== undefined && { serverName }),
    },
    allow: {
      ...(command.allowChanges && { changes: true }),
      // Judged, with the versions, before anything is sent.
      operations: operations as AllowedOperation[],
    },
    ...(command.restVersions.length > 0 && {
      restVersions: command.restVersions as RestVersion[],
    }),
    ...(command.requestTimeoutMs !== undefined && { requestTimeoutMs: command.requestTimeoutMs }),
    ...(command.operationTimeoutMs !== undefined && {
      operationTimeoutMs: command.operationTimeoutMs,
    }),
  };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** A file that cannot be written is found before anything is sent. */
async function beginFiles({ junitFile, transcriptFile }: VerifyCommand): Promise<void> {
  for (const file of [junitFile, transcriptFile]) {
    if (file === undefined) continue;
    await writeFile(file, "").catch((error: Error) => {
      throw new UsageError(`${file} cannot be written: ${error.message}`);
    });
  }
}

async function writeFiles(command: VerifyCommand, report: Report): Promise<void> {
  const { junitFile, transcriptFile } = command;
  if (junitFile !== undefined) await writeFile(junitFile, junitOf(report));
  if (transcriptFile !== undefined) {
    await writeFile(transcriptFile, `${JSON.stringify(report.transcript, null, 2)}\n`);
  }
}

const namesOnTheCommandLine: readonly (readonly [RegExp, string])[] = [
  [/^Option host:/, "URL:"],
  [/tls\.fingerprint256/g, "--fingerprint"],
  [/tls\.serverName/g, "--server-name"],
  [/tls\.ca/g, "--ca"],
  [/^Option tls:.*$/, "--ca and --fingerprint exclude one another"],
  [/^Option restVersions:/, "--rest-version:"],
  [/^Option allow\.operations:/, "--allow-operations:"],
  [/^Option operationTimeoutMs:.*$/, "--operation-timeout: expected at most 540 seconds"],
  [/^Option credentials\.user:/, "--user:"],
  [/^Option (?=--)/, ""],
];

/** What the library calls by its options, as the command line does. */
function asOnTheCommandLine(message: string): string {
  return namesOnTheCommandLine.reduce(
    (text, [pattern, name]) => text.replace(pattern, name),
    message,
  );
}
