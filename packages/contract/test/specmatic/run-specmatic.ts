import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { token, users } from "../interactions/users.ts";
import type { JsonObject } from "./for-specmatic.ts";

/** The result of Specmatic. */
export interface SpecmaticReport {
  readonly tried: number;
  readonly failed: number;
  readonly output: string;
}

/**
 * Runs Specmatic with every request of an OpenAPI document.
 *
 * @throws {Error} If it sends no request.
 */
export async function runSpecmatic(
  jar: string,
  document: JsonObject,
  port: number,
): Promise<SpecmaticReport> {
  const dir = mkdtempSync(join(tmpdir(), "asyncstatus-specmatic-"));
  try {
    writeFileSync(join(dir, "openapi.json"), JSON.stringify(document));
    const { user, password } = users.administrator;
    const child = spawn(
      "java",
      ["-jar", jar, "test", `--testBaseURL=http://127.0.0.1:${port}`, "openapi.json"],
      {
        cwd: dir,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          SPECMATIC_DISABLE_TELEMETRY: "true",
          // Specmatic reads credentials from variables named after the security schemes.
          bearer: token,
          basic: btoa(`${user}:${password}`),
        },
      },
    );
    const [output, errors] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    const counts = /Tests run: (\d+), Successes: \d+, Failures: (\d+)/.exec(output);
    if (!counts) throw new Error(`Specmatic has sent no request:\n${output}${errors}`);
    return { tried: Number(counts[1]), failed: Number(counts[2]), output };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
