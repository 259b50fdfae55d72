import { readFile, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import type { PasswordSource } from "./parse-command.ts";
import type { Surroundings } from "./surroundings.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Reads the password. One line end behind it is no part of it.
 *
 * @throws {UsageError} where there is none, or where everybody may read its file
 */
export async function readPassword(
  source: PasswordSource,
  prompt: string,
  surroundings: Pick<Surroundings, "env" | "stdin" | "stderr">,
): Promise<string> {
  const password = (await read(source, prompt, surroundings)).replace(/\r?\n$/, "");
  if (password === "") throw new UsageError("The password is empty.");
  if (/\p{Cc}/u.test(password)) {
    throw new UsageError("The password holds a control character; expected one line of text.");
  }
  return password;
}

async function read(
  source: PasswordSource,
  prompt: string,
  { env, stdin, stderr }: Pick<Surroundings, "env" | "stdin" | "stderr">,
): Promise<string> {
  switch (source.from) {
    case "file":
      return readPrivateFile(source.file);
    case "environment": {
      const value = env[source.variable];
      if (value === undefined) throw new UsageError(`There is no variable ${source.variable}.`);
      return value;
    }
    case "standard input":
      return stdin.isTTY ? ask(prompt, stdin, stderr) : text(stdin);
  }
}

async function readPrivateFile(file: string): Promise<string> {
  try {
    const { mode } = await stat(file);
    // Windows has no such bits, and shows them all.
    if (process.platform !== "win32" && (mode & 0o004) !== 0) {
      throw new UsageError(`Everybody may read ${file}. Run: chmod 600 ${file}`);
    }
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The password's file cannot be read: ${(error as Error).message}`);
  }
}

/** Asks at the terminal, without an echo. */
function ask(
  prompt: string,
  input: Surroundings["stdin"],
  stderr: Surroundings["stderr"],
): Promise<string> {
  stderr.write(prompt);
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nothing, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once("line", resolve);
    lines.once("SIGINT", () => reject(new UsageError("No password was given.")));
    lines.once("close", () => reject(new UsageError("No password was given.")));
  }).finally(() => {
    lines.close();
    stderr.write("\n");
  }) as Promise<string>;
}
