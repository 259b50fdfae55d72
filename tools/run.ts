import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { tools } from "./paths.ts";

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a program and returns what it prints to standard output.
 *
 * @throws {Error} with the whole output, if the program exits with a status other than 0
 */
export function run(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const env = { ...process.env, ...options.env };
  const maxBuffer = 64 * 1024 * 1024;
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: options.cwd, env, maxBuffer }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const output = `${stdout}${stderr}`.trim();
      reject(new Error(`${program} ${args.join(" ")} failed\n${output}`, { cause: error }));
    });
  });
}

/** Runs pnpm 12: the one that runs this process if there is one, or else by npx. */
export function pnpm(args: readonly string[], options: RunOptions): Promise<string> {
  const { npm_execpath: path = "", npm_config_user_agent: agent = "" } = process.env;
  if (!agent.startsWith("pnpm/12.")) {
    return run("npx", ["-y", "--prefer-offline", "pnpm@12", ...args], options);
  }
  return /\.[cm]?js$/.test(path) ? run("node", [path, ...args], options) : run(path, args, options);
}

/** Runs a program of this package's dependencies in `tools/`, and returns what it prints. */
export function runProgram(name: string, args: readonly string[], input = ""): string {
  const env = { ...process.env, DO_NOT_TRACK: "1", REDOCLY_TELEMETRY: "off" };
  try {
    const options = { cwd: tools, encoding: "utf8", input, stdio: "pipe", env } as const;
    return execFileSync(join(tools, "node_modules/.bin", name), args, options);
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${name} ${args.join(" ")} failed\n${stdout}${stderr}`, { cause: error });
  }
}
