import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { bundledProgram } from "../testing/bundled-program.ts";
import { environment, newHome } from "../testing/program.ts";
import { readCode } from "./code-cache.ts";

// The program as it is published, as a process: what it keeps of its own compiled code.

const folderOf = (home: string) => join(home, ".cache", "asyncstatus");
const kept = (home: string) => (existsSync(folderOf(home)) ? readdirSync(folderOf(home)) : []);

async function run(home: string, argv: readonly string[], more: Record<string, string> = {}) {
  const env = environment(home, more);
  return promisify(execFile)(process.execPath, [bundledProgram, ...argv], { env });
}

/** A home where `config show` has been called, with the file that holds its code. */
async function homeWithCode(): Promise<{ readonly home: string; readonly file: string }> {
  const home = newHome();
  await run(home, ["config", "show"]);
  const [name = ""] = kept(home);
  return { home, file: join(folderOf(home), name) };
}

test("the code of each command is kept, for nobody else to read or write", async () => {
  const { home, file } = await homeWithCode();
  await run(home, ["--help"]);
  expect(kept(home)).toEqual([
    expect.stringMatching(/^config-program-[0-9a-f]{12}\.js-v\d+\.\d+\.\d+-\w+$/),
    expect.stringMatching(/^help-program-/),
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(folderOf(home)).mode & 0o777).toBe(0o700);
});

test("code that is kept is used, and not written again", async () => {
  const { home, file } = await homeWithCode();
  // Written anew, it would be another file.
  const { ino } = statSync(file);
  const { stdout } = await run(home, ["config", "show"]);
  expect(stdout).not.toBe("");
  expect(statSync(file).ino).toBe(ino);
});

test("code of another V8, or rubbish, is made anew", async () => {
  const { home, file } = await homeWithCode();
  const { stdout: before } = await run(home, ["config", "show"]);
  writeFileSync(file, "rubbish");
  const { stdout, stderr } = await run(home, ["config", "show"]);
  expect({ stdout, stderr }).toEqual({ stdout: before, stderr: "" });
  expect(statSync(file).size).toBeGreaterThan(10_000);
});

test.skipIf(process.platform === "win32")(
  "a folder that others can write to is neither read nor written: what is in it would be run",
  async () => {
    const { home, file } = await homeWithCode();
    writeFileSync(file, "planted");
    expect(readCode(file)?.toString()).toBe("planted");
    chmodSync(folderOf(home), 0o777);
    expect(readCode(file)).toBeUndefined();
    await run(home, ["config", "show"]);
    expect(readFileSync(file, "utf8")).toBe("planted");
  },
);

test("NODE_DISABLE_COMPILE_CACHE keeps nothing", async () => {
  const home = newHome();
  await run(home, ["config", "show"], { NODE_DISABLE_COMPILE_CACHE: "1" });
  expect(kept(home)).toEqual([]);
});

test.each([["nonsense"], ["config", "nonsense"], ["../../elsewhere"]])(
  "%s is no command, and nothing is kept of it",
  async (...argv) => {
    const home = newHome();
    await expect(run(home, argv)).rejects.toMatchObject({ code: 2 });
    expect(kept(home)).toEqual([]);
  },
);

test("where nothing can be kept, the command does its work all the same", async () => {
  const home = newHome();
  writeFileSync(join(home, ".cache"), "a file");
  const { stdout, stderr } = await run(home, ["config", "show"]);
  expect(stdout).not.toBe("");
  expect(stderr).toBe("");
});

test("what is older than a month is forgotten when something is kept", async () => {
  const home = newHome();
  mkdirSync(folderOf(home), { recursive: true, mode: 0o700 });
  const old = join(folderOf(home), "status-program-of-an-older-release");
  writeFileSync(old, "");
  const then = Date.now() / 1_000 - 31 * 86_400;
  utimesSync(old, then, then);
  await run(home, ["config", "show"]);
  expect(kept(home)).toEqual([expect.stringMatching(/^config-/)]);
});
