import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { printLine } from "./print-line.ts";
import { readGivenFile } from "./read-given-file.ts";
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
 * @throws {UsageError} If there is none, or its file is refused.
 */
export async function readPassword(
  { file, variable }: PasswordSource,
  prompt: string,
  { env, stdin, stderr }: PasswordInput,
): Promise<string> {
  let password: string | undefined;
  if (file !== undefined) {
    const read = readGivenFile("--password-file", file, "password");
    if (read.warning !== undefined) printLine({ stderr }, `WARNING: ${read.warning}.`);
    password = read.text;
  } else if (variable !== undefined) password = env[variable];
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
