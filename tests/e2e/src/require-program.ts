import { execFileSync } from "node:child_process";
import type { TestContext } from "vitest";

/**
 * Skips a test if a program is missing, and fails it in CI.
 *
 * @param args Arguments with which the program succeeds if it is installed.
 */
export function requireProgram({ skip }: TestContext, program: string, ...args: string[]): void {
  try {
    execFileSync(program, args, { stdio: "ignore" });
  } catch (cause) {
    const command = [program, ...args].join(" ");
    if (process.env.CI) throw new Error(`'${command}' must succeed in CI.`, { cause });
    skip(`'${command}' failed.`);
  }
}
