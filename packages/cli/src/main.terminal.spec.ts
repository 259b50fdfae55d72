import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { exitCodes } from "./run/exit-codes.ts";
import { bundledProgram } from "./testing/bundled-program.ts";
import { type Environment, environment, newHome, serveDevice } from "./testing/program.ts";
import { type PseudoTerminal, startOnTerminal } from "./testing/pseudo-terminal.ts";

// The program as it is published, as a process, on a terminal, as people have it.

function onTerminal(env: Environment, ...argv: string[]): PseudoTerminal {
  return startOnTerminal(process.execPath, [bundledProgram, ...argv], env);
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

test("a new user gets from serve to a proven commit with the printed commands", async () => {
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
  await commit.until(/edits of all users on \S+\? \[y\/N\]/);
  commit.type("y\r");
  expect(await commit.exited).toBe(0);
  await expect(steady(commit.screen())).toMatchFileSnapshot("../screens/terminal-commit.txt");

  serve.type("\x03");
  expect(await serve.exited).toBe(0);
});

test("asks for a password without echo", async () => {
  const { device, env } = await serveDevice(20);
  const { ASYNCSTATUS_PASSWORD: _, ...asked } = env;
  const status = onTerminal(asked, "status");
  await status.until(/Password of admin on https:\/\/\S+:/);
  status.type(`${device.password}\r`);
  expect(await status.exited).toBe(0);
  // It would be broken where the line ends.
  expect(status.screen().replace(/\s/g, "")).not.toContain(device.password);
  expect(status.screen()).toContain("no asynchronous request yet");
});

test("the first Ctrl-C leaves a resume file and releases the lock", async () => {
  const { device, env } = await serveDevice(1_500);
  const commit = onTerminal(env, "commit", "--yes");
  await commit.until(/activate +\S+ s +ours: activate in progress/);
  commit.type("\x03");
  expect(await commit.exited).toBe(exitCodes.interrupted.code);
  expect(commit.screen()).toContain("Interrupted. Releasing the lock");
  device.device.lock("ACLI");
  device.device.unlock("ACLI");
  const [, file = ""] = /asyncstatus resume ((?:.|\n)+\.json)/.exec(commit.screen()) ?? [];
  const wait = onTerminal(env, "resume", file.replace("\n", ""));
  expect(await wait.exited).toBe(0);
  expect(wait.screen()).toMatch(/Succeeded: version 2 is now running/);
});

test("the second Ctrl-C quits immediately", async () => {
  const hang = { fault: "hang", on: "unlockConfiguration" } as const;
  const { env } = await serveDevice(60_000, [hang]);
  const commit = onTerminal(env, "commit", "--yes");
  await commit.until(/ours: activate in progress/);
  commit.type("\x03");
  await commit.until(/Interrupted/);
  await sleep(300);
  const since = performance.now();
  commit.type("\x03");
  expect(await commit.exited).toBe(exitCodes.interrupted.code);
  const [hidden, shown] = ["l", "h"].map((end) => commit.output().lastIndexOf(`\x1b[?25${end}`));
  expect(shown).toBeGreaterThan(hidden ?? 0);
  // The answer to the release would be waited for half a minute.
  expect(performance.now() - since).toBeLessThan(10_000);
});
