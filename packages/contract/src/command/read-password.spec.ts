import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readPassword } from "./read-password.ts";

function inputOf(input = "") {
  let shown = "";
  const stderr = { write: (text: string) => (shown += text) };
  return { env: { SBC: "word" }, stdin: Readable.from([input]), stderr, shown: () => shown };
}

function fileWith(content: string, mode: number): string {
  const file = join(temporaryFolder(), "password");
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

test.for(["word", "word\n", "word\r\n"])("reads the password from a file with %j", async (line) => {
  const source = { file: fileWith(line, 0o600) };
  expect(await readPassword(source, "", inputOf())).toBe("word");
});

test("rejects a file that all users can read", async () => {
  const file = fileWith("word", 0o604);
  await expect(readPassword({ file }, "", inputOf())).rejects.toThrow(
    `--password-file: every user can read ${file}. Run: chmod 600 ${file}`,
  );
});

test("rejects a file that other users can change, and a pipe", async () => {
  const changed = fileWith("word", 0o602);
  await expect(readPassword({ file: changed }, "", inputOf())).rejects.toThrow(
    `--password-file: other users can change ${changed}. Run: chmod go-w ${changed}`,
  );
  const pipe = join(temporaryFolder(), "pipe");
  execFileSync("mkfifo", ["-m", "600", pipe]);
  await expect(readPassword({ file: pipe }, "", inputOf())).rejects.toThrow(
    `--password-file: ${pipe}: not a regular file.`,
  );
});

test("warns of a file that is readable by its group", async () => {
  const file = fileWith("word", 0o640);
  const input = inputOf();
  expect(await readPassword({ file }, "", input)).toBe("word");
  expect(input.shown()).toBe(`WARNING: the group of ${file} can read it.\n`);
});

test("reads the password from an environment variable", async () => {
  const source = { variable: "SBC" };
  expect(await readPassword(source, "", inputOf())).toBe("word");
});

test("reads standard input if it is not a terminal", async () => {
  expect(await readPassword({}, "", inputOf("word\n"))).toBe("word");
});

test("prompts at a terminal, without echo", async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const { stderr, shown } = inputOf();
  const read = readPassword({}, "Password: ", { env: {}, stdin, stderr });
  stdin.write("word\r");
  expect(await read).toBe("word");
  expect(shown()).toBe("Password: \n");
});

test.for<[given: string, why: string]>([
  ["", "The password is empty."],
  ["\n", "The password is empty."],
  ["two\nlines\n", "The password contains a control character"],
])("rejects %j as a password", async ([given, why]) => {
  const read = readPassword({}, "", inputOf(given));
  await expect(read).rejects.toThrow(why);
});

test("names a file or variable that does not exist", async () => {
  const noFile = readPassword({ file: "/nowhere/p" }, "", inputOf());
  await expect(noFile).rejects.toThrow("/nowhere/p");
  const noVariable = readPassword({ variable: "NO" }, "", inputOf());
  await expect(noVariable).rejects.toThrow("The environment variable NO is not set.");
});
