import { readFile, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { UsageError } from "./usage-error.ts";

/** Sources of a password; with neither, standard input. */
export interface PasswordSource {
  readonly file?: string | undefined;
  readonly variable?: string | undefined;
}

/** The parts of `process` that a password is read from. */
export interface PasswordInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
}

/**
 * Reads the password, without one trailing line break. Prompts if standard input is a terminal.
 *
 * @throws {UsageError} If there is none, or others can read its file.
 */
export async function readPassword(
  { file, variable }: PasswordSource,
  prompt: string,
  { env, stdin, stderr }: PasswordInput,
): Promise<string> {
  let password: string | undefined;
  if (file !== undefined) password = await readPrivateFile(file);
  else if (variable !== undefined) password = env[variable];
  else password = await (stdin.isTTY ? ask(prompt, stdin, stderr) : text(stdin));
  if (password === undefined) {
    throw new UsageError(`The environment variable ${variable} is not set.`);
  }
  const line = password.replace(/\r?\n$/, "");
  if (line === "") throw new UsageError("The password is empty.");
  if (/\p{Cc}/u.test(line)) {
    throw new UsageError("The password contains a control character; expected one line of text.");
  }
  return line;
}

async function readPrivateFile(file: string): Promise<string> {
  try {
    const { mode } = await stat(file);
    // Windows has no such bits, and reports all of them as set.
    if (process.platform !== "win32" && (mode & 0o004) !== 0) {
      throw new UsageError(`All users can read ${file}. Run: chmod 600 ${file}`);
    }
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Can't read the password file: ${(error as Error).message}`);
  }
}

/** Prompts without echo. */
async function ask(
  prompt: string,
  input: PasswordInput["stdin"],
  stderr: PasswordInput["stderr"],
): Promise<string> {
  stderr.write(prompt);
  const discard = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: discard, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.once("line", resolve);
      lines.once("close", () => reject(new UsageError("No password was given.")));
    });
  } finally {
    lines.close();
    stderr.write("\n");
  }
}
