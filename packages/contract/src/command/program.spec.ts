import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  type AlteredDevice,
  alterBody,
  credentials,
  startAltered,
} from "../testing/altered-device.ts";
import { isLockFree } from "../testing/in-memory.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
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

/** The arguments to verify a device. */
function argsFor({ listener }: AlteredDevice): string[] {
  return ["verify", listener.url, "--user", "admin", "--fingerprint", listener.fingerprint256];
}

test("exits with 0 and prints the report if every check passes", async () => {
  await using device = await startAltered();
  const ended = await run(argsFor(device));
  expect(ended).toMatchObject({ code: 0, stderr: "", listeners: [] });
  expect(ended.stdout).toMatch(/^\d+ passed, 0 failed, 0 inconclusive, 0 wrong assumptions/m);
  expect(ended.stdout).toContain("Nothing is known about what was skipped.");
});

test("exits with 1 if a check fails, and names the element and the fact", async () => {
  await using wrong = await startAltered(
    alterBody("/system/status", (body) => body.replace(">online<", ">\u202eup<")),
  );
  const { url, certificatePem } = wrong.listener;
  const ca = join(temporaryFolder(), "ca.pem");
  writeFileSync(ca, certificatePem);
  const args = ["verify", url, "--user", "admin", "--ca", ca, "--rest-version", "v1.2"];
  const { code, stdout } = await run(args);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^FAILED {2}GET \/rest\/v1\.2\/system\/status 200 +system\/status can be read\.$/m,
  );
  expect(stdout).toContain(`
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
  await using device = await startAltered();
  const junit = join(temporaryFolder(), "junit.xml");
  const transcript = join(temporaryFolder(), "transcript.json");
  const options = ["--json", "--junit", junit, "--transcript", transcript];
  const { code, stdout } = await run([...argsFor(device), ...options]);
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ format: "asyncstatus-verification", url: device.listener.url });
  expect(JSON.parse(readFileSync(transcript, "utf8"))).toEqual(report.transcript);
  expect(readFileSync(junit, "utf8")).toMatch(
    /<testsuite [^>]*failures="0" errors="0" skipped="\d{1,2}"/,
  );
});

test.each(["18.20.8", "20.20.2", "22.9.0"])(
  "exits with 2 on Node.js %s before it reads its arguments, and names the minimum",
  async (node) => {
    const { code, stderr } = await run(["--unknown"], "word", node);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      `Error: Node.js ${node} is too old; this program needs 22.19 or later. To install it: `,
    );
  },
);

test("exits with 4 if the password is wrong", async () => {
  await using device = await startAltered();
  const { code, stdout } = await run(argsFor(device), "geheim");
  expect(code).toBe(4);
  expect(stdout).toContain("the credentials were rejected");
  expect(stdout).not.toContain("geheim");
});

test("exits with 6 if the certificate is not trusted, with its fingerprint and the options to pass", async () => {
  await using device = await startAltered();
  const { code, stdout, stderr } = await run(["verify", device.listener.url, "--user", "admin"]);
  expect(code).toBe(6);
  expect(stdout).toContain(device.listener.fingerprint256);
  expect(stderr).toContain(`--fingerprint ${device.listener.fingerprint256}`);
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
    await using device = await startAltered(
      async (_request, respond) => {
        const response = await respond();
        if (response.status === 202) underLock.resolve();
        return response;
      },
      { durations: { verify: 60_000 } },
    );
    const running = start([...argsFor(device), "--allow-operations"]);
    running.program.stdin.end(credentials.password);
    await underLock.promise;
    expect(isLockFree(device.device)).toBe(false);
    running.program.kill(signal);
    expect(await running.exited).toBe(130);
    expect(isLockFree(device.device)).toBe(true);
    expect(await running.stderr).toContain("Interrupted");
    expect(await running.stdout).toContain("The verification is incomplete (interrupted).");
  },
);

test("exits within seconds on SIGINT if the device is silent, and reports the lock", async () => {
  const underLock = Promise.withResolvers<void>();
  let isSilent = false;
  await using device = await startAltered(
    async (_request, respond) => {
      if (isSilent) return new Promise<never>(() => {});
      const response = await respond();
      if (response.status === 202) {
        isSilent = true;
        underLock.resolve();
      }
      return response;
    },
    { durations: { verify: 60_000 } },
  );
  const running = start([...argsFor(device), "--allow-operations"]);
  running.program.stdin.end(credentials.password);
  await underLock.promise;
  const since = performance.now();
  running.program.kill("SIGINT");
  expect(await running.exited).toBe(130);
  expect(performance.now() - since).toBeLessThan(10_000);
  expect(await running.stderr).toContain("The configuration lock may still be held");
});

test.runIf(existsSync("/dev/full"))("exits with 0 if the output disk is full", async () => {
  await using device = await startAltered();
  const full = openSync("/dev/full", "w");
  const files = ["--junit", "/dev/full", "--transcript", "/dev/full"];
  const program = spawn(process.execPath, [main, ...argsFor(device), ...files], {
    stdio: ["pipe", full, "pipe"],
  });
  closeSync(full);
  program.stdin?.end(credentials.password);
  if (!program.stderr) throw new Error("unreachable: it is a pipe");
  const [[code], stderr] = await Promise.all([once(program, "exit"), text(program.stderr)]);
  expect(code).toBe(0);
  expect(stderr).toContain("Can't write /dev/full: ENOSPC");
});

test("exits with 2 for a URL with a password, and quotes neither", async () => {
  for (const url of [
    "https://admin:ge/heim@192.0.2.1",
    "admin:geheim@192.0.2.1",
    "https://a:geheim@x:y",
  ]) {
    const { code, stdout, stderr } = await run(["verify", url, "--user", "admin"]);
    expect(code).toBe(2);
    expect(stderr).toContain("must not contain a user name or password");
    expect(stdout + stderr).not.toMatch(/ge.?heim/);
  }
  const { stderr } = await run([...minimal, "https://admin:geheim@192.0.2.1"]);
  expect(stderr).toContain("Expected one URL");
  expect(stderr).not.toContain("geheim");
});

test("escapes text from the device on standard error", async () => {
  await using device = await startAltered((request, respond) =>
    request.url.endsWith("/unlock")
      ? new Response("", { headers: { "content-encoding": "\u009b31m\u00ad" } })
      : respond(),
  );
  const { stdout, stderr } = await run([...argsFor(device), "--allow-changes"]);
  expect(stderr).toContain("\\u009b31m\\u00ad");
  expect((stdout + stderr).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

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
  [
    ["--test-element", "session-agent", "hostname=a", "port=5061"],
    { testElement: "session-agent", attributes: ["hostname=a", "port=5061"] },
  ],
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
  [["verify", "https://192.0.2.1"], "Expected --user NAME. Run with --help for usage.\n"],
  [[...minimal, "https://192.0.2.2"], "Expected one URL"],
  [[...minimal, "--password", "geheim"], "Unknown option '--password'."],
  [[...minimal, "--password=geheim"], "Unknown option '--password'."],
  [[...minimal, "--password-file", "f", "--password-env", "E"], "can't be combined"],
  [[...minimal, "--ca", "f", "--fingerprint", "AA"], "can't be combined"],
  [[...minimal, "--request-timeout", "0s"], "--request-timeout: expected"],
  [[...minimal, "--operation-timeout", "soon"], "--operation-timeout: expected"],
  [[...minimal, "--operation-timeout", "10m"], "--operation-timeout: expected at most 9m"],
  [["verify", "http://192.0.2.1", "--user", "a"], "URL: "],
  [[...minimal, "--fingerprint", "AB"], "--fingerprint: expected the SHA-256 of a certificate"],
  [[...minimal, "--rest-version", "v9"], "--rest-version: v9 is not one of v1.2, v1.1, v1.0"],
  [
    [...minimal, "--allow-operations=restore"],
    "--allow-operations: restore is not one of verify, save, activate",
  ],
  [[...minimal, "hostname=a"], "attributes need --test-element TYPE"],
  [
    [...minimal, "--test-element", "session-agent"],
    "--test-element: expected attributes, as KEY=VALUE",
  ],
  [[...minimal, "--test-element", "session-agent", "=a"], 'expected KEY=VALUE, got "=a"'],
  [[...minimal, "--test-element", "session-agent", "hostname=\0"], "--test-element: "],
  [[...minimal, "--ca", "/nowhere"], "--ca: file not found: /nowhere."],
  [[...minimal, "--junit", "/nowhere/j"], "Can't write /nowhere/j"],
])("exits with 2 for %j, and shows no password", async ([args, why]) => {
  const { code, stdout, stderr } = await run(args);
  expect(code).toBe(2);
  expect(stdout).toBe("");
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
  for (const option of [
    "user",
    "ca",
    "junit",
    "transcript",
    "json",
    "allow-operations",
    "test-element",
  ]) {
    expect(help).toContain(`--${option}`);
  }
});
