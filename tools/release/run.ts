import { execFile } from "node:child_process";

/** How a program is run. */
export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a program to its end.
 *
 * @returns What it printed to standard output.
 * @throws {Error} with its whole output, where it ends with another status than 0.
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
      const told = `${stdout}${stderr}`.trim();
      reject(new Error(`${program} ${args.join(" ")} failed\n${told}`, { cause: error }));
    });
  });
}

/** Runs pnpm: the one that runs this, where there is one. */
export function pnpm(args: readonly string[], options: RunOptions): Promise<string> {
  const { npm_execpath: path = "", npm_config_user_agent: agent = "" } = process.env;
  if (!agent.startsWith("pnpm/12.")) {
    return run("npx", ["-y", "--prefer-offline", "pnpm@12", ...args], options);
  }
  return /\.[cm]?js$/.test(path) ? run("node", [path, ...args], options) : run(path, args, options);
}
