import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { readPassword } from "./read-password.ts";

function surroundings(input = "") {
  let shown = "";
  const stderr = { write: (text: string) => (shown += text) };
  return { env: { SBC: "word" }, stdin: Readable.from([input]), stderr, shown: () => shown };
}

function fileWith(content: string, mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), "asyncstatus-password-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "password");
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

test.for(["word", "word\n", "word\r\n"])("the line %j of a file is the password", async (line) => {
  const source = { from: "file", file: fileWith(line, 0o600) } as const;
  expect(await readPassword(source, "", surroundings())).toBe("word");
});

test("a file that everybody may read is refused", async () => {
  const file = fileWith("word", 0o604);
  await expect(readPassword({ from: "file", file }, "", surroundings())).rejects.toThrow(
    `Everybody may read ${file}. Run: chmod 600 ${file}`,
  );
});

test("a variable of the environment is the password", async () => {
  const source = { from: "environment", variable: "SBC" } as const;
  expect(await readPassword(source, "", surroundings())).toBe("word");
});

test("where standard input is no terminal, it is read", async () => {
  expect(await readPassword({ from: "standard input" }, "", surroundings("word\n"))).toBe("word");
});

test("at a terminal, the password is asked for, and not shown", async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const { stderr, shown } = surroundings();
  const read = readPassword({ from: "standard input" }, "Password: ", { env: {}, stdin, stderr });
  stdin.write("word\r");
  expect(await read).toBe("word");
  expect(shown()).toBe("Password: \n");
});

test.for<[given: string, why: string]>([
  ["", "The password is empty."],
  ["\n", "The password is empty."],
  ["two\nlines\n", "The password holds a control character"],
])("%j is no password", async ([given, why]) => {
  const read = readPassword({ from: "standard input" }, "", surroundings(given));
  await expect(read).rejects.toThrow(why);
});

test("a file or a variable that there is not is named", async () => {
  const noFile = readPassword({ from: "file", file: "/nowhere/p" }, "", surroundings());
  await expect(noFile).rejects.toThrow("/nowhere/p");
  const noVariable = readPassword({ from: "environment", variable: "NO" }, "", surroundings());
  await expect(noVariable).rejects.toThrow("There is no variable NO.");
});
