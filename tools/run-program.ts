import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { tools } from "./paths.ts";

/**
 * Runs a program of this package's dependencies in `tools/` and returns what it printed.
 *
 * @throws {Error} with the program's whole output, where it ends with another status than 0.
 */
export function runProgram(name: string, args: readonly string[], input?: string): string {
  try {
    return execFileSync(join(tools, "node_modules/.bin", name), args, {
      cwd: tools,
      encoding: "utf8",
      input: input ?? "",
      stdio: "pipe",
      env: { ...process.env, DO_NOT_TRACK: "1", REDOCLY_TELEMETRY: "off" },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${name} ${args.join(" ")} failed\n${stdout ?? ""}${stderr ?? ""}`, {
      cause: error,
    });
  }
}
