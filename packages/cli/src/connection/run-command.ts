import { spawn } from "node:child_process";
import { shellFor } from "./shell-for.ts";

/**
 * Runs a command in the shell of the system, without input and output. An abort kills it, with the programs
 * that it started.
 *
 * @param env The variables of the command. @default those of this process
 * @returns The exit code; undefined if a signal ended it, or it can't be started.
 */
export function runCommand(
  command: string,
  signal: AbortSignal,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number | undefined> {
  const { platform } = process;
  const { file, args, more } = shellFor(platform, env, command);
  // A group of its own, which a signal can end as a whole. Windows has none, and would open a window.
  const isGroup = platform !== "win32";
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      env: { ...env, ...more },
      stdio: "ignore",
      detached: isGroup,
      windowsHide: true,
    });
    const kill = () => {
      if (isGroup && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      else child.kill();
    };
    const end = (code?: number | null) => {
      signal.removeEventListener("abort", kill);
      resolve(code ?? undefined);
    };
    child.on("error", () => end());
    child.on("exit", end);
    if (signal.aborted) kill();
    else signal.addEventListener("abort", kill);
  });
}
