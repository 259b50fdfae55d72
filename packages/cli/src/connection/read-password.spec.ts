import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { createWorld, password, type World } from "../testing/world.ts";
import { shellFor } from "./shell-for.ts";

const noPassword = { env: { ASYNCSTATUS_PASSWORD: "" } };

function passwordFile(world: World, text: string, mode = 0o600): string {
  const file = join(world.home, "password");
  writeFileSync(file, text, { mode });
  chmodSync(file, mode);
  return file;
}

test("reads a password from a file without the line break", async () => {
  const world = await createWorld(noPassword);
  const file = passwordFile(world, `${password}\n`);
  expect((await world.run("status", "--password-file", file)).code).toBe(0);
});

test("rejects a file that every user can read and prints the fix", async () => {
  const world = await createWorld(noPassword);
  const file = passwordFile(world, password, 0o644);
  const { code, stderr } = await world.run("status", "--password-file", file);
  expect(stderr).toContain(`--password-file: every user can read ${file}`);
  expect(stderr).toContain(`Run: chmod 600 ${file}`);
  expect(code).toBe(exitCodes.usage.code);
});

test("warns if the file is readable by its group", async () => {
  const world = await createWorld(noPassword);
  const file = passwordFile(world, password, 0o640);
  const { code, stderr } = await world.run("status", "--password-file", file);
  expect(stderr).toContain(`WARNING: --password-file: the group of ${file} can read it.`);
  expect(code).toBe(0);
});

test("never looks up a program in the current folder on Windows", () => {
  expect(shellFor("win32", { SystemRoot: "D:\\Win" }, "pass sbc")).toEqual({
    file: "D:\\Win\\System32\\cmd.exe",
    args: ["/d", "/s", "/c", "pass sbc"],
    more: { NoDefaultCurrentDirectoryInExePath: "1" },
  });
  expect(shellFor("win32", {}, "").file).toBe("C:\\Windows\\System32\\cmd.exe");
});

test("reads a password from a command and never shows its output", async () => {
  const world = await createWorld(noPassword);
  const file = passwordFile(world, password);
  const good = await world.run("status", "--password-command", `cat '${file}'`);
  expect(good.code).toBe(0);
  const bad = await world.run("status", "--password-command", `cat '${file}'; exit 3`);
  expect(bad.stderr).toContain("--password-command: the command exited with code 3");
  expect(bad.stderr).not.toContain(password);
  expect(bad.code).toBe(exitCodes.usage.code);
  const killed = await world.run("status", "--password-command", "kill -9 $$");
  expect(killed.stderr).toContain("--password-command: the command was killed, or can't be run");
});

test("reads a password from standard input", async () => {
  const world = await createWorld(noPassword);
  world.terminal.typed = `${password}\r\nmore\n`;
  expect((await world.run("status", "--password-stdin")).code).toBe(0);
});

test("prompts without echo and supports backspace", async () => {
  const world = await createWorld({ ...noPassword, terminal: {} });
  world.terminal.typed = `wrong\x15${password}x\x7f\r`;
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain("Password of admin on 192.0.2.1: \n");
  expect(stderr).not.toContain(password);
  // The prompt appears only once the input is read.
  expect(world.terminal.writtenWithoutEcho).toBe("Password of admin on 192.0.2.1: ");
  expect(code).toBe(0);
});

test("prompts once for several hosts", async () => {
  const world = await createWorld({ ...noPassword, terminal: {}, others: { "192.0.2.2": {} } });
  world.terminal.typed = `${password}\r`;
  const { code, stderr } = await world.run("status", "--host", "192.0.2.1,192.0.2.2");
  expect(stderr.match(/Password of/g)).toHaveLength(1);
  expect(code).toBe(0);
});

test("Ctrl-C at the prompt exits with 130", async () => {
  const world = await createWorld({ ...noPassword, terminal: {} });
  world.terminal.typed = "\x03";
  expect((await world.run("status")).code).toBe(exitCodes.interrupted.code);
});

test.each([
  ["--password-file", "/nowhere", "file not found"],
  ["--password-command", "true", "the command printed no password"],
])("rejects %s %s: %s", async (flag, value, says) => {
  const world = await createWorld(noPassword);
  const { code, stderr } = await world.run("status", flag, value);
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});

test("rejects two sources of a password", async () => {
  const world = await createWorld(noPassword);
  for (const argv of [
    ["--password-file", "x", "--password-command", "y"],
    ["--password-file", "x", "--password-stdin"],
  ]) {
    const { code, stderr } = await world.run("status", ...argv);
    expect(stderr).toContain("can't be combined");
    expect(code).toBe(exitCodes.usage.code);
  }
});

test("doesn't send the user's password to a host that only a folder's file names", async () => {
  const world = await createWorld({ env: { ASYNCSTATUS_PASSWORD: "", ASYNCSTATUS_HOST: "" } });
  const folder = join(world.home, ".config", "asyncstatus");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.yaml"), `passwordFile: ${passwordFile(world, password)}\n`);
  writeFileSync(join(world.cwd, "asyncstatus.config.yaml"), "host: 192.0.2.1\n");
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain("asyncstatus.config.yaml:1 names");
  expect(code).toBe(exitCodes.usage.code);
  expect((await world.run("status", "--host", "192.0.2.1")).code).toBe(0);
});

test("no option takes a password", async () => {
  const world = await createWorld();
  const { code } = await world.run("status", "--password", password);
  expect(code).toBe(exitCodes.usage.code);
});
