import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { alterBody, credentials, startAltered } from "../testing/altered-device.ts";
import { isLockFree } from "../testing/in-memory.ts";
import type { Report } from "../verify/report.ts";
import { runCommand } from "./run-command.ts";

/** Runs a command line in this process. */
async function run(
  args: readonly string[],
  password: string = credentials.password,
  node: string = process.versions.node,
) {
  let stdout = "";
  let stderr = "";
  const surroundings = Object.assign(new EventEmitter(), {
    env: {},
    versions: { node },
    stdin: Readable.from([password]),
    stdout: { write: (written: string) => (stdout += written) },
    stderr: { write: (written: string) => (stderr += written) },
  });
  const code = await runCommand(args, surroundings);
  return { code, stdout, stderr, listeners: surroundings.eventNames() };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "asyncstatus-verify-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test("everything holds: 0, with the report on standard output", async () => {
  await using right = await startAltered();
  const { url, fingerprint256 } = right.listener;
  const ended = await run(["verify", url, "--user", "admin", "--fingerprint", fingerprint256]);
  expect(ended).toMatchObject({ code: 0, stderr: "", listeners: [] });
  expect(ended.stdout).toContain("34 held, 0 broken, 0 assumed otherwise");
  expect(ended.stdout).toContain("What was not tried is not known.");
});

test("something does not hold: 1, and the report names the place and the fact", async () => {
  await using wrong = await startAltered(
    alterBody("/system/status", (body) => body.replace(">online<", ">\u202eup<")),
  );
  const { url, certificatePem } = wrong.listener;
  const ca = join(folder(), "ca.pem");
  writeFileSync(ca, certificatePem);
  const args = ["verify", url, "--user", "admin", "--ca", ca, "--rest-version", "v1.2"];
  const { code, stdout } = await run(args);
  expect(code).toBe(1);
  expect(
    stdout,
  ).toContain(`BROKEN  v1.2 getSystemStatus 200          The state of the system can be read.
        by xsd, at response/data/systemState, line 6
        expected one of online, offline
        got      "\\u{202e}up"
        fact     SystemStatusResponse/data/systemState: documented`);

  const { stdout: json } = await run([...args, "--json"]);
  expect(json).not.toContain("\u202e");
  const { checks } = JSON.parse(json) as Report;
  const findings = checks.flatMap((check) => check.findings);
  expect(findings).toContainEqual(expect.objectContaining({ got: '"\u202eup"' }));
});

test("--json, --junit and --transcript say the same in their own forms", async () => {
  await using right = await startAltered();
  const { url, fingerprint256 } = right.listener;
  const junit = join(folder(), "junit.xml");
  const transcript = join(folder(), "transcript.json");
  const login = ["--user", "admin", "--fingerprint", fingerprint256];
  const files = ["--junit", junit, "--transcript", transcript];
  const { code, stdout } = await run(["verify", url, ...login, "--json", ...files]);
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ format: "asyncstatus-verification", url });
  expect(JSON.parse(readFileSync(transcript, "utf8"))).toEqual(report.transcript);
  expect(readFileSync(junit, "utf8")).toContain(`tests="${report.checks.length}"`);
});

test.for<[why: string, args: string[], stderr: string]>([
  ["no user", ["verify", "192.0.2.1"], "Expected --user NAME. --help tells how.\n"],
  [
    "no fingerprint",
    ["verify", "192.0.2.1", "--user", "a", "--fingerprint", "AB"],
    "--fingerprint: expected the SHA-256 of a certificate",
  ],
  ["plain HTTP", ["verify", "http://192.0.2.1", "--user", "a"], "URL: "],
  [
    "a version that there is not",
    ["verify", "192.0.2.1", "--user", "a", "--rest-version", "v9"],
    "--rest-version: v9 is not one of v1.2, v1.1, v1.0",
  ],
  [
    "an operation that is never done",
    ["verify", "192.0.2.1", "--user", "a", "--allow-operations=restore"],
    "--allow-operations: restore is not one of verify, save, activate",
  ],
  ["no CA", ["verify", "192.0.2.1", "--user", "a", "--ca", "/nowhere"], "/nowhere cannot be read"],
  [
    "a file that cannot be written",
    ["verify", "192.0.2.1", "--user", "a", "--junit", "/nowhere/j"],
    "/nowhere/j cannot be written",
  ],
])("%s: 2, before anything is sent", async ([, args, stderr]) => {
  const ended = await run(args);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(stderr);
  expect(ended.stdout).toBe("");
});

test.each(["20.20.2", "22.9.0"])("on Node.js %s: 2, and which one is needed", async (node) => {
  const { code, stderr } = await run(["verify", "192.0.2.1", "--user", "a"], "word", node);
  expect(code).toBe(2);
  expect(stderr).toBe(`This needs Node.js 22.19 or later, and runs on ${node}.\n`);
});

test("a wrong password: 4", async () => {
  await using right = await startAltered();
  const { url, fingerprint256 } = right.listener;
  const args = ["verify", url, "--user", "admin", "--fingerprint", fingerprint256];
  const { code, stdout } = await run(args, "geheim");
  expect(code).toBe(4);
  expect(stdout).toContain("the credentials were refused");
  expect(stdout).not.toContain("geheim");
});

test("a certificate that nobody vouches for: 6, and what to give on the command line", async () => {
  await using right = await startAltered();
  const { code, stdout } = await run(["verify", right.listener.url, "--user", "admin"]);
  expect(code).toBe(6);
  expect(stdout).toContain(`its fingerprint ${right.listener.fingerprint256} as --fingerprint`);
});

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Starts the program itself. */
function start(args: readonly string[]) {
  const program = spawn(process.execPath, [main, ...args], { stdio: "pipe" });
  const exited = new Promise<number | null>((resolve) => program.once("exit", resolve));
  return { program, exited, stdout: text(program.stdout), stderr: text(program.stderr) };
}

test("the program answers --help by itself", async () => {
  const { exited, stdout } = start(["--help"]);
  expect(await stdout).toContain("Usage: npx @asyncstatus/contract verify URL");
  expect(await exited).toBe(0);
});

test.for(["SIGINT", "SIGTERM"] as const)(
  "%s while it waits under the lock: 130, and the lock is released",
  async (signal) => {
    const underLock = Promise.withResolvers<void>();
    await using right = await startAltered(
      async (_request, answer) => {
        const response = await answer();
        if (response.status === 202) underLock.resolve();
        return response;
      },
      { durationsMs: { verify: 60_000 } },
    );
    const { url, fingerprint256 } = right.listener;
    const login = ["--user", "admin", "--fingerprint", fingerprint256];
    const running = start(["verify", url, ...login, "--allow-operations"]);
    running.program.stdin.end(credentials.password);
    await underLock.promise;
    expect(isLockFree(right.device)).toBe(false);
    running.program.kill(signal);
    expect(await running.exited).toBe(130);
    expect(isLockFree(right.device)).toBe(true);
    expect(await running.stderr).toContain("Interrupted");
    expect(await running.stdout).toContain("Ended before its time: interrupted.");
  },
);
