// Runs the executable that `pnpm --filter asyncstatus executable` builds: alone in a folder, without Node.js.

import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { workspace } from "@asyncstatus/tools/paths";
import { readManifest } from "@asyncstatus/tools/release";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "asyncstatus-executable-"));
const program = join(folder, "asyncstatus");
const home = join(folder, "home");
let served: ChildProcessByStdio<null, Readable, null>;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  cpSync(join(workspace, "packages/cli/dist-executable/asyncstatus"), program);
  const scenario = join(workspace, "tests/install/fast.yaml");
  const args = ["serve", "--json", "--strict", "--scenario", scenario];
  served = spawn(program, args, { env: { HOME: home }, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface(served.stdout), "line");
  const { url, user, password, fingerprint256 } = JSON.parse(line);
  env = {
    HOME: home,
    ASYNCSTATUS_HOST: url,
    ASYNCSTATUS_USER: user,
    ASYNCSTATUS_PASSWORD: password,
    ASYNCSTATUS_FINGERPRINT: fingerprint256,
    ASYNCSTATUS_STATUS_LAG: "0s",
  };
});

afterAll(async () => {
  served.kill("SIGINT");
  const [code] = await once(served, "exit");
  rmSync(folder, { recursive: true, force: true });
  expect(code).toBe(0);
});

/** Runs a command, and returns its standard output. */
async function run(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env });
  return stdout;
}

test("prints the version that was compiled in", async () => {
  const { version } = await readManifest(join(workspace, "packages/cli"));
  expect(await run("--version")).toBe(`${version}\n`);
});

test("commits, proven", async () => {
  const result = JSON.parse(await run("commit", "--json"));
  expect(result).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("shows the status", async () => {
  const result = JSON.parse(await run("status", "--json"));
  expect(result).toMatchObject({ outcome: "completed", exitCode: 0 });
});

test("doctor finds no problem", async () => {
  const { checks } = JSON.parse(await run("doctor", "--json"));
  expect(checks.length).toBeGreaterThan(3);
  expect(checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
});

test("reads the password from a command", async () => {
  const { ASYNCSTATUS_PASSWORD: password = "", ...others } = env;
  const args = ["status", "--json", "--password-command", `printf %s '${password}'`];
  const { stdout } = await promisify(execFile)(program, args, { cwd: folder, env: others });
  expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0 });
});

test("contract verify validates responses with libxml2", async () => {
  const { ASYNCSTATUS_HOST: host = "" } = env;
  const report = JSON.parse(
    await run("contract", "verify", host, "--rest-version", "v1.2", "--json"),
  );
  expect(report.completion).toEqual({ status: "complete" });
  expect(report.checks.some(({ result }: { result: string }) => result === "passed")).toBe(true);
});

test("is smaller than 140 MB", () => {
  expect(statSync(program).size).toBeLessThan(140e6);
});
