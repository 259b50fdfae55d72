import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export interface VerifierOptions {
  readonly pactFile: string;
  /** The provider's port on the loopback interface, for plain HTTP. */
  readonly port: number;
  readonly stateChangeUrl: string;
  /** Time limit for the whole verification. */
  readonly timeoutMs: number;
}

/** The result of Pact's verifier. */
export interface Verification {
  readonly passed: boolean;
  /** True for each interaction that passed, by description. */
  readonly interactions: ReadonlyMap<string, boolean>;
  /** The failures in the verifier's words. */
  readonly failures: string;
}

/**
 * Runs Pact's verifier in Rust. The JavaScript one passes if a state handler throws, and waits a minute
 * for a provider that is down.
 *
 * @throws {Error} If it ends without a report, or exceeds the time limit.
 */
export async function runVerifier(options: VerifierOptions): Promise<Verification> {
  const scratch = mkdtempSync(join(tmpdir(), "asyncstatus-verifier-"));
  try {
    const report = join(scratch, "report.json");
    const child = spawn(
      process.execPath,
      [
        createRequire(import.meta.url).resolve("@pact-foundation/pact-cli/bin/pact-verifier.js"),
        ...["--file", options.pactFile],
        ...["--hostname", "127.0.0.1", "--port", `${options.port}`, "--transport", "http"],
        ...["--state-change-url", options.stateChangeUrl],
        ...["--request-timeout", "10000", "--json", report, "--no-colour"],
      ],
      {
        stdio: ["ignore", "pipe", "pipe"],
        // Its own process group, to kill the script with the program that it starts.
        detached: true,
        env: {
          ...process.env,
          PACT_DO_NOT_TRACK: "true",
          // Reading the system's CA certificates for every interaction takes most of the time.
          SSL_CERT_FILE: devNull,
        },
      },
    );
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    }, options.timeoutMs);
    const [[code], output, errors] = await Promise.all([
      once(child, "close"),
      text(child.stdout),
      text(child.stderr),
    ]);
    clearTimeout(timer);
    if (isLate) throw new Error(`The verifier has not ended within ${options.timeoutMs} ms.`);
    return readReport(report, code === 0, `${output}${errors}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readReport(file: string, passed: boolean, output: string): Verification {
  let report: { interactionResults?: { description: string; result: string }[] };
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Error(`The verifier has written no report:\n${output}`);
  }
  const results = (report.interactionResults ?? []).map(
    ({ description, result }) => [description, result === "OK"] as const,
  );
  const [, failures = ""] = output.split(/^Failures:$/m);
  return { passed, interactions: new Map(results), failures: failures.trim() };
}
