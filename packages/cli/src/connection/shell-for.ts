import { win32 } from "node:path";
import type { Io } from "../io.ts";

/** Describes how a command ended. Without a code, a signal ended it, or it can't be run. */
export function exitText(code: number | undefined): string {
  return code === undefined ? "was killed, or can't be run" : `exited with code ${code}`;
}

/** Returns how to run a command in the shell of the system. */
export function shellFor(platform: NodeJS.Platform, env: Io["env"], command: string) {
  if (platform !== "win32") return { file: "/bin/sh", args: ["-c", command], more: {} };
  // By default, Windows and its shell look for a program in the current folder first.
  const file = win32.join(env.SystemRoot || "C:\\Windows", "System32", "cmd.exe");
  const more = { NoDefaultCurrentDirectoryInExePath: "1" };
  return { file, args: ["/d", "/s", "/c", command], more };
}
