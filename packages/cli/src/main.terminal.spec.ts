import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { exitCodes } from "./run/exit-codes.ts";
import { bundledProgram } from "./testing/bundled-program.ts";
import { type Environment, serveDevice } from "./testing/program.ts";
import { type PseudoTerminal, startOnTerminal } from "./testing/pseudo-terminal.ts";

// The program as it is published, as a process, on a terminal, as people have it.

function onTerminal(env: Environment, ...argv: string[]): PseudoTerminal {
  return startOnTerminal(process.execPath, [bundledProgram, ...argv], env);
}

test("asks for a password without echo", async () => {
  const { device, env } = await serveDevice(20);
  const { ASYNCSTATUS_PASSWORD: _, ...asked } = env;
  const status = onTerminal(asked, "status");
  await status.until(/Password of admin on https:\/\/\S+:/);
  status.type(`${device.password}\r`);
  expect(await status.exited).toBe(0);
  // It would be broken where the line ends.
  expect(status.screen().replace(/\s/g, "")).not.toContain(device.password);
  expect(status.screen()).toContain("no asynchronous request");
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
