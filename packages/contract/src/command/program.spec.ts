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
import type { Report } from "../verify/report/report.ts";
import { parseCommandLine, programHelp, runProgram } from "./program.ts";

const minimal = ["verify", "https://192.0.2.1", "--user", "admin"];

/** Runs a command line in this process. */
async function run(
  args: readonly string[],
  password: string = credentials.password,
  node: string = process.versions.node,
) {
  let stdout = "";
  let stderr = "";
  const io = Object.assign(new EventEmitter(), {
    env: {},
    versions: { node },
    stdin: Readable.from([password]),
    stdout: { write: (written: string) => (stdout += written) },
    stderr: { write: (written: string) => (stderr += written) },
  });
  const code = await runProgram(args, io);
  return { code, stdout, stderr, listeners: io.eventNames() };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "asyncstatus-verify-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test("exits with 0 and prints the report if every check passes", async () => {
  await using right = await startAltered();
  const { url, fingerprint256 } = right.listener;
  const ended = await run(["verify", url, "--user", "admin", "--fingerprint", fingerprint256]);
  expect(ended).toMatchObject({ code: 0, stderr: "", listeners: [] });
  expect(ended.stdout).toContain("34 passed, 0 failed, 0 with a wrong assumption");
  expect(ended.stdout).toContain("What was skipped is unknown.");
});

test("exits with 1 if a check fails, and names the element and the fact", async () => {
  await using wrong = await startAltered(
    alterBody("/system/status", (body) => body.replace(">online<", ">\u202eup<")),
  );
  const { url, certificatePem } = wrong.listener;
  const ca = join(folder(), "ca.pem");
  writeFileSync(ca, certificatePem);
  const args = ["verify", url, "--user", "admin", "--ca", ca, "--rest-version", "v1.2"];
  const { code, stdout } = await run(args);
  expect(code).toBe(1);
  expect(stdout).toContain(`FAILED  v1.2 getSystemStatus 200          The system status can be read.
        rule     xsd, at response/data/systemState, line 6
        expected one of online, offline
        actual   "\\u202eup"
        fact     SystemStatusResponse/data/systemState: documented`);

  const { stdout: json } = await run([...args, "--json"]);
  expect(json).not.toContain("\u202e");
  const { checks } = JSON.parse(json) as Report;
  const findings = checks.flatMap((check) => check.findings);
  expect(findings).toContainEqual(expect.objectContaining({ actual: '"\u202eup"' }));
});

test("writes the same report with --json, --junit and --transcript", async () => {
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
  ["no user", ["verify", "192.0.2.1"], "Expected --user NAME. Run with --help for usage.\n"],
  [
    "a malformed fingerprint",
    ["verify", "192.0.2.1", "--user", "a", "--fingerprint", "AB"],
    "--fingerprint: expected the SHA-256 of a certificate",
  ],
  ["plain HTTP", ["verify", "http://192.0.2.1", "--user", "a"], "URL: "],
  [
    "an unknown version",
    ["verify", "192.0.2.1", "--user", "a", "--rest-version", "v9"],
    "--rest-version: v9 is not one of v1.2, v1.1, v1.0",
  ],
  [
    "an operation that is never run",
    ["verify", "192.0.2.1", "--user", "a", "--allow-operations=restore"],
    "--allow-operations: restore is not one of verify, save, activate",
  ],
  [
    "a missing CA file",
    ["verify", "192.0.2.1", "--user", "a", "--ca", "/nowhere"],
    "Can't read /nowhere",
  ],
  [
    "an unwritable file",
    ["verify", "192.0.2.1", "--user", "a", "--junit", "/nowhere/j"],
    "Can't write /nowhere/j",
  ],
])("exits with 2 before sending anything: %s", async ([, args, stderr]) => {
  const ended = await run(args);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(stderr);
  expect(ended.stdout).toBe("");
});

test.each(["20.20.2", "22.9.0"])(
  "exits with 2 on Node.js %s, and names the minimum",
  async (node) => {
    const { code, stderr } = await run(["verify", "192.0.2.1", "--user", "a"], "word", node);
    expect(code).toBe(2);
    expect(stderr).toBe(`This needs Node.js 22.19 or later, and runs on ${node}.\n`);
  },
);

test("exits with 4 if the password is wrong", async () => {
  await using right = await startAltered();
  const { url, fingerprint256 } = right.listener;
  const args = ["verify", url, "--user", "admin", "--fingerprint", fingerprint256];
  const { code, stdout } = await run(args, "geheim");
  expect(code).toBe(4);
  expect(stdout).toContain("the credentials were rejected");
  expect(stdout).not.toContain("geheim");
});

test("exits with 6 if the certificate is not trusted, with its fingerprint and the options to pass", async () => {
  await using right = await startAltered();
  const { code, stdout, stderr } = await run(["verify", right.listener.url, "--user", "admin"]);
  expect(code).toBe(6);
  expect(stdout).toContain(right.listener.fingerprint256);
  expect(stderr).toContain(`--fingerprint ${right.listener.fingerprint256}`);
});

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Starts the program in its own process. */
function start(args: readonly string[]) {
  const program = spawn(process.execPath, [main, ...args], { stdio: "pipe" });
  const exited = new Promise<number | null>((resolve) => program.once("exit", resolve));
  return { program, exited, stdout: text(program.stdout), stderr: text(program.stderr) };
}

test("prints help", async () => {
  const { exited, stdout } = start(["--help"]);
  expect(await stdout).toContain("Usage: npx @asyncstatus/contract verify URL");
  expect(await exited).toBe(0);
});

test.for(["SIGINT", "SIGTERM"] as const)(
  "exits with 130 on %s and releases the lock",
  async (signal) => {
    const underLock = Promise.withResolvers<void>();
    await using right = await startAltered(
      async (_request, answer) => {
        const response = await answer();
        if (response.status === 202) underLock.resolve();
        return response;
      },
      { durations: { verify: 60_000 } },
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
    expect(await running.stdout).toContain("The verification is incomplete (interrupted).");
  },
);

test("has no value for options that are not given", () => {
  expect(parseCommandLine(minimal)).toEqual({ url: "https://192.0.2.1", user: "admin" });
});

test.for<[args: string[], want: object]>([
  [["--password-file", "f"], { passwordFile: "f" }],
  [["--password-env", "E"], { passwordEnv: "E" }],
  [["--ca", "f", "--server-name", "n"], { ca: "f", serverName: "n" }],
  [["--fingerprint", "AA"], { fingerprint: "AA" }],
  [["--rest-version", "v1.0", "--rest-version", "v1.1"], { restVersion: ["v1.0", "v1.1"] }],
  [["--allow-changes"], { allowChanges: true }],
  [["--allow-operations"], { allowOperations: "verify" }],
  [["--allow-operations=save,activate"], { allowOperations: "save,activate" }],
  [["--request-timeout", "2.5s"], { requestTimeout: "2.5s" }],
  [["--operation-timeout=1m"], { operationTimeout: "1m" }],
  [["--json", "--junit", "j", "--transcript", "t"], { json: true, junit: "j", transcript: "t" }],
])("parses %j", ([args, want]) => {
  expect(parseCommandLine([...minimal, ...args])).toMatchObject(want);
});

test.for<[args: string[], why: string]>([
  [["check"], "Expected the command verify, got check."],
  [["--json"], "Expected the command verify, got none."],
  [["verify"], "Expected the URL"],
  [["verify", "https://192.0.2.1"], "Expected --user NAME."],
  [[...minimal, "https://192.0.2.2"], "Expected one URL"],
  [[...minimal, "--password", "geheim"], "Unknown option '--password'."],
  [[...minimal, "--password=geheim"], "Unknown option '--password'."],
  [[...minimal, "--password-file", "f", "--password-env", "E"], "can't be combined"],
  [[...minimal, "--ca", "f", "--fingerprint", "AA"], "can't be combined"],
  [[...minimal, "--request-timeout", "0s"], "--request-timeout: expected"],
  [[...minimal, "--operation-timeout", "soon"], "--operation-timeout: expected"],
  [[...minimal, "--operation-timeout", "10m"], "--operation-timeout: expected at most 9m"],
])("rejects %j without showing a password", async ([args, why]) => {
  const { code, stderr } = await run(args);
  expect(code).toBe(2);
  expect(stderr).toContain(why);
  expect(stderr).not.toContain("geheim");
});

test("shows help without arguments and with --help", () => {
  expect(parseCommandLine([])).toBe("help");
  expect(parseCommandLine(["verify", "--help"])).toBe("help");
});

test("help fits into 80 columns and names every option", () => {
  const help = programHelp();
  expect(help.split("\n").filter((line) => line.length > 80)).toEqual([]);
  for (const option of ["user", "ca", "junit", "transcript", "json", "allow-operations"]) {
    expect(help).toContain(`--${option}`);
  }
});
