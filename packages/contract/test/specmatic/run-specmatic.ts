import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { people, token } from "../interactions/users.ts";
import type { JsonObject } from "./for-specmatic.ts";

/** What Specmatic says of a provider. */
export interface SpecmaticReport {
  readonly tried: number;
  readonly failed: number;
  readonly output: string;
}

/**
 * Has Specmatic try every request of an OpenAPI document.
 *
 * @throws {Error} where it does not get as far as to try anything
 */
export async function runSpecmatic(
  jar: string,
  document: JsonObject,
  port: number,
): Promise<SpecmaticReport> {
  const dir = mkdtempSync(join(tmpdir(), "asyncstatus-specmatic-"));
  try {
    writeFileSync(join(dir, "openapi.json"), JSON.stringify(document));
    const { user, password } = people.administrator;
    const child = spawn(
      "java",
      ["-jar", jar, "test", `--testBaseURL=http://127.0.0.1:${port}`, "openapi.json"],
      {
        cwd: dir,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          SPECMATIC_DISABLE_TELEMETRY: "true",
          // What a security scheme needs, it takes from the variable of its name.
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
    if (!counts) throw new Error(`Specmatic has tried nothing:\n${output}${errors}`);
    return { tried: Number(counts[1]), failed: Number(counts[2]), output };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
