import { win32 } from "node:path";
import type { Io } from "../io.ts";

/** Returns how to run a command in the shell of the system. */
export function shellFor(platform: NodeJS.Platform, env: Io["env"], command: string) {
  if (platform !== "win32") return { file: "/bin/sh", args: ["-c", command], more: {} };
  // By default, Windows and its shell look for a program in the current folder first.
  const file = win32.join(env.SystemRoot || "C:\\Windows", "System32", "cmd.exe");
  const more = { NoDefaultCurrentDirectoryInExePath: "1" };
  return { file, args: ["/d", "/s", "/c", command], more };
}
