import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { exitCodes } from "./exit-codes.ts";
import { bundledProgram } from "./testing/bundled-program.ts";
import { type PseudoTerminal, startOnTerminal } from "./testing/pseudo-terminal.ts";

// The program as it is published, as a process, on a terminal, as people have it.

const main = bundledProgram;

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), "asyncstatus-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

function environment(
  home: string,
  more: Record<string, string> = {},
): Record<string, string | undefined> {
  const { PATH } = process.env;
  return { PATH, HOME: home, LANG: "en_US.UTF-8", ...more };
}

function onTerminal(env: Record<string, string | undefined>, ...argv: string[]): PseudoTerminal {
  return startOnTerminal(process.execPath, [main, ...argv], env);
}

/** A device whose activate takes a while, with what a command needs to come to it. */
async function serveDevice(activateMs: number) {
  const device = await startDevice({
    durationsMs: { verify: 20, save: 20, activate: activateMs },
    initially: { edited: { text: "new realm" } },
  });
  onTestFinished(() => device.close());
  const home = newHome();
  const env = environment(home, {
    ASYNCSTATUS_HOST: device.url,
    ASYNCSTATUS_USER: device.user,
    ASYNCSTATUS_PASSWORD: device.password,
    ASYNCSTATUS_FINGERPRINT: device.fingerprint256,
  });
  return { device, env, home };
}

/** Times, ports and secrets are others each time. */
function steady(screen: string): string {
  return screen
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "PASSWORD")
    .replace(/([0-9A-F]{2}:){15,}[0-9A-F]{0,2}:?/g, "FINGERPRINT")
    .replace(/[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4} GMT/g, "DATE")
    .replace(/\/tmp\/asyncstatus-\w+/g, "~")
    .replace(/ +\d+\.\d s/g, "  TIME");
}

test("a first-time user gets from serve to a proven activation by what is printed alone", async () => {
  const home = newHome();
  const serve = onTerminal(environment(home), "serve");
  await serve.until(/asyncstatus commit\n/);
  await expect(steady(serve.screen())).toMatchFileSnapshot("../screens/terminal-serve.txt");

  const [, host = ""] = await serve.until(/asyncstatus trust (\S+)\n/);
  const trust = onTerminal(environment(home), "trust", host);
  await trust.until(/Pin it\? \[y\/N\]/);
  const [fingerprint] = await serve.until(/([0-9A-F]{2}:){16}\n/);
  expect(trust.screen()).toContain(fingerprint.trim());
  trust.type("y\r");
  expect(await trust.exited).toBe(0);
  await expect(steady(trust.screen())).toMatchFileSnapshot("../screens/terminal-trust.txt");

  const exported = [...serve.screen().matchAll(/(ASYNCSTATUS_\w+)=(\S+)/g)];
  const variables = Object.fromEntries(exported.map(([, name, value]) => [name, value]));
  const commit = onTerminal(environment(home, variables), "commit");
  expect(await commit.exited).toBe(0);
  await expect(steady(commit.screen())).toMatchFileSnapshot("../screens/terminal-commit.txt");

  serve.type("\x03");
  expect(await serve.exited).toBe(0);
});

test("a password is asked for without echo", async () => {
  const { device, env } = await serveDevice(20);
  const { ASYNCSTATUS_PASSWORD: _, ...asked } = env;
  const status = onTerminal(asked, "status");
  await status.until(/Password of admin on https:\/\/\S+:/);
  status.type(`${device.password}\r`);
  expect(await status.exited).toBe(0);
  expect(status.screen()).not.toContain(device.password);
  expect(status.screen()).toContain("no asynchronous request yet");
});

test("the first Ctrl-C leaves what takes it up again and releases the lock", async () => {
  const { device, env } = await serveDevice(1_500);
  const commit = onTerminal(env, "commit");
  await commit.until(/activate +\S+ s +ours: activate in progress/);
  commit.type("\x03");
  expect(await commit.exited).toBe(exitCodes.interrupted.code);
  expect(commit.screen()).toContain("Interrupted: leaving things in order.");
  device.device.lock("ACLI");
  device.device.unlock("ACLI");
  const [, file = ""] = /wait --resume ((?:.|\n)+\.json)/.exec(commit.screen()) ?? [];
  const wait = onTerminal(env, "wait", "--resume", file.replace("\n", ""));
  expect(await wait.exited).toBe(0);
  expect(wait.screen()).toMatch(/took effect: version 2 is running/);
});

test("the second Ctrl-C quits at once", async () => {
  // It never answers again, so that nothing can be left in order.
  const { device, env } = await serveDevice(60_000);
  const commit = onTerminal(env, "commit");
  await commit.until(/ours: activate in progress/);
  device.device.reboot();
  await commit.until(/no answer|lock/);
  commit.type("\x03");
  await commit.until(/Interrupted/);
  commit.type("\x03");
  expect(await commit.exited).toBe(exitCodes.interrupted.code);
});

/** Starts the program with pipes, as scripts do. */
function piped(env: Record<string, string | undefined>, ...argv: string[]) {
  const child = spawn(process.execPath, [main, ...argv], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    if (child.exitCode === null) child.kill("SIGKILL");
  });
  return child;
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("unreachable: it is a pipe");
  const [line] = await once(createInterface(stdout), "line");
  return line;
}

test("serve --json prints one object first, serves, and ends at a signal with 0", async () => {
  const home = newHome();
  const serve = piped(environment(home), "serve", "--json", "--control", "--scenario", "everyday");
  const served = JSON.parse(await firstLine(serve));
  expect(served).toEqual({
    url: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
    user: "admin",
    password: expect.any(String),
    fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    seed: expect.any(Number),
    controlUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  const status = piped(
    environment(home, {
      ASYNCSTATUS_HOST: served.url,
      ASYNCSTATUS_USER: served.user,
      ASYNCSTATUS_PASSWORD: served.password,
      ASYNCSTATUS_FINGERPRINT: served.fingerprint256,
    }),
    "status",
    "--json",
  );
  expect(await once(status, "exit")).toEqual([0, null]);
  serve.kill("SIGTERM");
  expect(await once(serve, "exit")).toEqual([0, null]);
});

test.each([
  { argv: ["--scenario", "nothing"], says: "there is no scenario nothing" },
  { argv: ["--port", "99999999"], says: "99999999" },
  { argv: ["--scenario", "/nowhere.yaml"], says: "no such file" },
])("serve $argv is refused with 2: $says", async ({ argv, says }) => {
  const serve = piped(environment(newHome()), "serve", ...argv);
  let stderr = "";
  serve.stderr?.on("data", (text) => {
    stderr += text;
  });
  expect(await once(serve, "close")).toEqual([exitCodes.usage.code, null]);
  expect(stderr).toContain(says);
});

test("a scenario of one's own is served from its file, with the password of a file", async () => {
  const home = newHome();
  writeFileSync(join(home, "mine.yaml"), "description: mine\ninitially: { lockedBy: Maria }\n");
  writeFileSync(join(home, "password"), "of a file\n", { mode: 0o600 });
  const argv = ["--scenario", join(home, "mine.yaml"), "--password-file", join(home, "password")];
  const serve = piped(environment(home), "serve", "--json", "--strict", ...argv);
  expect(JSON.parse(await firstLine(serve)).password).toBe("of a file");
});

test("a pipe that is closed early ends what is watched, and no commit", async () => {
  const { device, env } = await serveDevice(200);
  const watch = piped(env, "watch", "--interval", "50ms");
  await firstLine(watch);
  watch.stdout?.destroy();
  device.device.issue("save", { by: "ACLI" });
  expect(await once(watch, "exit")).toEqual([0, null]);

  const commit = piped(env, "commit");
  commit.stdout?.destroy();
  commit.stderr?.destroy();
  expect(await once(commit, "exit")).toEqual([0, null]);
  expect(device.device.configurationVersions()).toMatchObject({ runningVersion: 2 });
});

test("--version is that of the package, and nothing else is loaded for it", async () => {
  const version = piped(environment(newHome()), "--version");
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(await firstLine(version)).toBe(manifest.version);
});

test("authorities of the system vouch for a device, too", async () => {
  const { device, env, home } = await serveDevice(20);
  const { ASYNCSTATUS_FINGERPRINT: _, ...asked } = env;
  const file = join(home, "system.pem");
  writeFileSync(file, device.certificatePem);
  const status = piped({ ...asked, SSL_CERT_FILE: file }, "status");
  expect(await once(status, "exit")).toEqual([0, null]);
  const without = piped(asked, "status");
  expect(await once(without, "exit")).toEqual([exitCodes.unreachable.code, null]);
});
