import { readFileSync, statSync } from "node:fs";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { askSecret, readAll } from "./ask.ts";
import type { Settings } from "./resolve-settings.ts";
import { strongest } from "./strongest.ts";

const waysToGiveOne =
  "Set ASYNCSTATUS_PASSWORD, or give --password-file, --password-command or --password-stdin.";

/** How a password comes. It never stands in an argument: everybody on the computer can read those. */
export type PasswordSource =
  | { readonly kind: "stdin" | "prompt" | "variable" }
  | { readonly kind: "file" | "command"; readonly value: string; readonly source: string };

/**
 * Decides where the password comes from.
 *
 * @throws {UsageError} where it comes from nowhere, or from two places at once.
 */
export function passwordSource(
  { env, stdin }: Pick<Io, "env" | "stdin">,
  settings: Settings,
  fromStdin: boolean,
): PasswordSource {
  const { passwordFile, passwordCommand } = strongest(settings, [
    "passwordFile",
    "passwordCommand",
  ]);
  const [kind, given] = passwordFile
    ? ["file" as const, passwordFile]
    : ["command" as const, passwordCommand];
  const isFlag = given?.layer === "flag";
  if (fromStdin) {
    if (isFlag) throw new UsageError(`--password-stdin and ${given.source} exclude one another`);
    return { kind: "stdin" };
  }
  const isBeforeVariables = isFlag || given?.layer === "inventory";
  if (env.ASYNCSTATUS_PASSWORD && !isBeforeVariables) return { kind: "variable" };
  if (!given) {
    if (stdin.isTerminal) return { kind: "prompt" };
    throw new UsageError("there is no password", waysToGiveOne);
  }
  const { host } = settings;
  if (host?.layer === "folder" && given.layer === "user") {
    throw new UsageError(
      `${host.source}: this file names the device, and ${given.source} the password: whoever wrote the one ` +
        "could have the other sent to him",
      "Give --host, or name the device beside the password.",
    );
  }
  return { kind, value: given.value, source: given.source };
}

/**
 * Reads the password.
 *
 * @throws {UsageError} where it cannot be read, or by others too.
 * @throws {InterruptedError} at Ctrl-C.
 */
export async function readPassword(io: Io, from: PasswordSource, who: string): Promise<string> {
  switch (from.kind) {
    case "stdin":
      return firstLine(await readAll(io), "--password-stdin");
    case "variable":
      return io.env.ASYNCSTATUS_PASSWORD ?? "";
    case "prompt":
      return askSecret(io, `Password of ${who}: `);
    case "file":
      return firstLine(readPrivateFile(from.value, from.source), from.source);
    case "command":
      return firstLine(await outputOf(io, from.value, from.source), from.source);
  }
}

function readPrivateFile(file: string, source: string): string {
  try {
    if (process.platform !== "win32" && (statSync(file).mode & 0o004) !== 0) {
      throw new UsageError(`${source}: everybody can read ${file}`, `Run: chmod 600 ${file}`);
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${source}: ${error instanceof Error ? error.message : error}`);
  }
}

async function outputOf(
  { env, cwd, stderr }: Io,
  command: string,
  source: string,
): Promise<string> {
  // Loaded where a command is run only.
  const { execFile } = await import("node:child_process");
  const [shell, ...options] =
    process.platform === "win32" ? ["cmd.exe", "/d", "/s", "/c"] : ["/bin/sh", "-c"];
  return new Promise((resolve, reject) => {
    const child = execFile(shell ?? "", [...options, command], { env, cwd }, (error, stdout) => {
      // Neither the command's output nor the error, which quotes it, is told.
      if (error) reject(new UsageError(`${source}: the command ended with ${error.code}`));
      else resolve(stdout);
    });
    child.stdin?.end();
    child.stderr?.on("data", (text) => stderr.write(String(text)));
  });
}

function firstLine(text: string, source: string): string {
  const [line = ""] = text.split(/\r?\n/);
  if (line === "") throw new UsageError(`${source}: gives no password`);
  return line;
}
