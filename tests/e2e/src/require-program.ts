import { execFileSync } from "node:child_process";
import type { TestContext } from "vitest";

const failures = new Map<string, unknown>();

/**
 * Skips a test if a program is missing, and fails it in CI.
 *
 * @param args Arguments with which the program succeeds if it is installed.
 */
export function requireProgram({ skip }: TestContext, program: string, ...args: string[]): void {
  const command = [program, ...args].join(" ");
  if (!failures.has(command)) failures.set(command, failureOf(program, args));
  const cause = failures.get(command);
  if (cause === undefined) return;
  if (process.env.CI) throw new Error(`'${command}' must succeed in CI.`, { cause });
  skip(`'${command}' failed.`);
}

function failureOf(program: string, args: readonly string[]): unknown {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return undefined;
  } catch (error) {
    return error;
  }
}
