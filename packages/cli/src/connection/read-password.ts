import { readCheckedFile } from "@asyncstatus/contract/options";
import { escapeForTerminal } from "@asyncstatus/model/text";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { highestPrecedence } from "../settings/highest-precedence.ts";
import type { Settings, Sourced } from "../settings/resolve-settings.ts";
import { countsFor } from "../settings/trust-rules.ts";
import { trustHint } from "../settings/trusted-folders.ts";
import { askSecret, readAll } from "./ask.ts";
import { exitText, shellFor } from "./shell-for.ts";

/** Source of a password. Never an argument: every user on the computer can read command-line arguments. */
export type PasswordSource =
  | { readonly kind: "stdin" | "prompt" | "variable" }
  | { readonly kind: "file" | "command"; readonly value: string; readonly source: string };

/**
 * Selects the source of the password.
 *
 * @throws {UsageError} If there is none, if two exclude each other, or if the host's source may not get it.
 */
export function passwordSource(io: Io, settings: Settings, fromStdin: boolean): PasswordSource {
  const { env, stdin } = io;
  const { passwordFile, passwordCommand } = highestPrecedence(settings, [
    "passwordFile",
    "passwordCommand",
  ]);
  const kind = passwordFile ? "file" : "command";
  const given = passwordFile ?? passwordCommand;
  const isFlag = given?.layer === "flag";
  if (fromStdin) {
    if (isFlag) throw new UsageError(`--password-stdin and ${given.source} can't be combined`);
    requireTrustedHost(io, settings.host, { source: "--password-stdin", trust: "flag" });
    return { kind: "stdin" };
  }
  const precedesVariables = isFlag || given?.layer === "inventory";
  if (env.ASYNCSTATUS_PASSWORD && !precedesVariables) {
    const source = "ASYNCSTATUS_PASSWORD";
    requireTrustedHost(io, settings.host, { source, trust: "environment" });
    return { kind: "variable" };
  }
  if (!given) {
    if (stdin.isTerminal) return { kind: "prompt" };
    throw new UsageError(
      "no password",
      "Set ASYNCSTATUS_PASSWORD, or use --password-file, --password-command or --password-stdin.",
    );
  }
  requireTrustedHost(io, settings.host, given);
  return { kind, value: given.value, source: given.source };
}

/** @throws {UsageError} If a password isn't for a host. A typed one is: the prompt shows the host. */
function requireTrustedHost(
  io: Io,
  host: Settings["host"],
  password: Pick<Sourced<unknown>, "source" | "trust">,
): void {
  if (!host || countsFor("password", password.trust, host.trust)) return;
  throw new UsageError(
    `refusing to send the password from ${password.source} to a host that only ${host.source} names`,
    host.file === undefined ? undefined : trustHint(io, host.file),
  );
}

/**
 * Reads the password.
 *
 * @throws {UsageError} If it can't be read, or other users can read its file.
 * @throws {InterruptedError} On Ctrl-C.
 */
export async function readPassword(io: Io, from: PasswordSource, whose: string): Promise<string> {
  switch (from.kind) {
    case "stdin":
      return firstLine(await readAll(io), "--password-stdin: the first line is empty");
    case "variable":
      return io.env.ASYNCSTATUS_PASSWORD ?? "";
    case "prompt":
      return askSecret(io, `Password of ${escapeForTerminal(whose)}: `);
    case "file":
      return firstLine(
        readPasswordFile(io, from.value, from.source),
        `${from.source}: the first line of ${from.value} is empty`,
      );
    case "command":
      return firstLine(
        await outputOf(io, from.value, from.source),
        `${from.source}: the command printed no password`,
      );
  }
}

function readPasswordFile({ stderr }: Io, file: string, source: string): string {
  try {
    const read = readCheckedFile(file, "password");
    if (!read) throw new UsageError(`file not found: ${file}`);
    if (read.warning !== undefined) stderr.write(`WARNING: ${source}: ${read.warning}.\n`);
    return read.text;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message, hint = "To read the password from a pipe, use --password-stdin." } = error;
    throw new UsageError(`${source}: ${message}`, hint);
  }
}

async function outputOf(
  { env, cwd, stderr }: Io,
  command: string,
  source: string,
): Promise<string> {
  const { execFile } = await import("node:child_process");
  const { file, args, more } = shellFor(process.platform, env, command);
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { env: { ...env, ...more }, cwd }, (error, stdout) => {
      // Neither the output nor the error, which quotes it, is shown: it may contain the password.
      if (error) {
        const code = typeof error.code === "number" ? error.code : undefined;
        reject(new UsageError(`${source}: the command ${exitText(code)}`));
      } else resolve(stdout);
    });
    child.stdin?.end();
    child.stderr?.on("data", (text) => stderr.write(String(text)));
  });
}

function firstLine(text: string, problem: string): string {
  const [line = ""] = text.split(/\r?\n/);
  if (line === "") throw new UsageError(problem);
  return line;
}
