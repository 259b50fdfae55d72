import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export interface VerifierOptions {
  readonly pactFile: string;
  /** Of the provider, on the loopback interface, over plain HTTP. */
  readonly port: number;
  readonly stateChangeUrl: string;
  /** How long the whole verification may take. */
  readonly timeoutMs: number;
}

/** What Pact's verifier says. */
export interface Verification {
  /** Whether all of it was right. */
  readonly passed: boolean;
  /** By the description of the interaction, whether it was right. */
  readonly interactions: ReadonlyMap<string, boolean>;
  /** What was wrong, in the verifier's words. */
  readonly failures: string;
}

/**
 * Verifies a provider with Pact's verifier in Rust. The one of the JavaScript package passes where a
 * handler of a state throws, and waits a minute for a provider that is down.
 *
 * @throws {Error} where it ends without a report, or does not end in time
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
        // Its own group, to be ended as a whole: the script starts the program.
        detached: true,
        env: {
          ...process.env,
          PACT_DO_NOT_TRACK: "true",
          // No authority is asked here, and to read the system's anew for every interaction takes
          // six times as long as all the rest.
          SSL_CERT_FILE: devNull,
        },
      },
    );
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    }, options.timeoutMs);
    const [[code], output, errors] = await Promise.all([
      once(child, "close"),
      text(child.stdout),
      text(child.stderr),
    ]);
    clearTimeout(timer);
    if (late) throw new Error(`The verifier has not ended in ${options.timeoutMs} ms.`);
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
    throw new Error(`The verifier has left no report:\n${output}`);
  }
  const results = (report.interactionResults ?? []).map(
    ({ description, result }) => [description, result === "OK"] as const,
  );
  const [, failures = ""] = output.split(/^Failures:$/m);
  return { passed, interactions: new Map(results), failures: failures.trim() };
}
