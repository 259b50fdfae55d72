import { execFileSync } from "node:child_process";
import type { TestContext } from "vitest";

/**
 * Skips a test where a program is missing that not every computer has. In CI it fails: there, what is
 * not tried is not known to work.
 *
 * @param args With which the program says that it is there.
 */
export function requireProgram({ skip }: TestContext, program: string, ...args: string[]): void {
  try {
    execFileSync(program, args, { stdio: "ignore" });
  } catch (cause) {
    const command = [program, ...args].join(" ");
    if (process.env.CI) throw new Error(`In CI, '${command}' has to work.`, { cause });
    skip(`'${command}' does not work here.`);
  }
}
