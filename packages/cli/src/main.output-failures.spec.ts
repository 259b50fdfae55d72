import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { exitCodes } from "./run/exit-codes.ts";
import { bundledProgram } from "./testing/bundled-program.ts";
import { newHome } from "./testing/new-home.ts";
import { type Environment, serveDevice } from "./testing/program.ts";
import { startOnTerminal } from "./testing/pseudo-terminal.ts";

// The published program as a process whose output fails, whose terminal closes, or that is interrupted.

type Sink = "full" | "pipe";

/** Starts the program with its streams on pipes or on a full disk. */
function start(env: Environment, sinks: readonly [stdout: Sink, stderr: Sink], ...argv: string[]) {
  const full = openSync("/dev/full", "w");
  const [stdout, stderr] = sinks.map((sink) => (sink === "full" ? full : "pipe"));
  const child = spawn(process.execPath, [bundledProgram, ...argv], {
    env,
    stdio: ["ignore", stdout, stderr],
  });
  closeSync(full);
  onTestFinished(() => {
    if (child.exitCode === null) child.kill("SIGKILL");
  });
  return child;
}

/** Throws if the lock is held. */
function expectLockFree({ device }: Awaited<ReturnType<typeof serveDevice>>): void {
  device.device.lock("ACLI");
  device.device.unlock("ACLI");
}

async function untilActivate({ device }: Awaited<ReturnType<typeof serveDevice>>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (device.device.asyncStatus().operationState?.operation !== "activate") {
    if (Date.now() > deadline) throw new Error("Expected an activate.");
    await sleep(5);
  }
}

function resumeFiles(home: string): string[] {
  const folder = join(home, ".local", "state", "asyncstatus", "operations");
  return existsSync(folder) ? readdirSync(folder) : [];
}

test.runIf(existsSync("/dev/full")).for<readonly [Sink, Sink]>([
  ["full", "pipe"],
  ["pipe", "full"],
  ["full", "full"],
])("commit succeeds with stdout on a %s and stderr on a %s", async (sinks) => {
  const served = await serveDevice(50);
  const commit = start(served.env, sinks, "commit", "--json");
  const stderr = commit.stderr ? text(commit.stderr) : undefined;
  expect(await once(commit, "exit")).toEqual([0, null]);
  expect(served.device.device.configurationVersions()).toMatchObject({ runningVersion: 2 });
  expectLockFree(served);
  if (sinks[0] === "full" && stderr) {
    expect(await stderr).toContain("The output is incomplete: no space left on device");
  }
});

test.runIf(existsSync("/dev/full"))(
  "a command fails if its output can't be written, and not if its reader ends",
  async () => {
    const { env, home } = await serveDevice(50);
    const plan = join(home, "plan.yaml");
    writeFileSync(plan, "rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all }]\n");
    const all = { ...env, ASYNCSTATUS_LEDGER: join(home, "rollout.ledger") };
    // The end of a rollout doesn't depend on its output.
    const rollout = start(all, ["full", "pipe"], "rollout", "start", plan);
    expect(await once(rollout, "exit")).toEqual([0, null]);
    for (const argv of [
      ["versions", "--json"],
      ["config", "show"],
      ["rollout", "status"],
      ["rollout", "report", "--output", "html"],
      ["rollout", "export"],
      ["rollout", "--help"],
    ]) {
      const full = start(all, ["full", "pipe"], ...argv);
      const stderr = full.stderr ? text(full.stderr) : "";
      expect(await once(full, "exit"), argv.join(" ")).toEqual([exitCodes.failed.code, null]);
      expect(await stderr).toContain("The output is incomplete: no space left on device");
      const closed = start(all, ["pipe", "pipe"], ...argv);
      closed.stdout?.destroy();
      expect(await once(closed, "exit"), argv.join(" ")).toEqual([0, null]);
    }
  },
);

test.for([0, 60, 120, 200, 300, 450, 700])(
  "a terminal that closes %d ms after the login leaves no lock behind, but does leave a resume file for an activate",
  async (delayMs) => {
    const served = await serveDevice(30_000);
    const commit = startOnTerminal(
      process.execPath,
      [bundledProgram, "commit", "--yes"],
      served.env,
    );
    await commit.until(/acquir/);
    await sleep(delayMs);
    await commit.hangUp();
    expectLockFree(served);
    const { operationState } = served.device.device.asyncStatus();
    if (operationState?.operation === "activate") expect(resumeFiles(served.home)).toHaveLength(1);
  },
);

test.for([0, 1, 20, 200])(
  "on a second Ctrl-C after %d ms, the command names the lock that is still held and the resume command",
  async (delayMs) => {
    const served = await serveDevice(60_000, [{ fault: "hang", on: "unlockConfiguration" }]);
    const commit = start(served.env, ["pipe", "pipe"], "commit");
    const stderr = commit.stderr ? text(commit.stderr) : "";
    await untilActivate(served);
    await sleep(100);
    commit.kill("SIGINT");
    await sleep(delayMs);
    // Two signals at the same time may arrive as one.
    const again = setInterval(() => commit.kill("SIGINT"), 20);
    expect(await once(commit, "exit")).toEqual([exitCodes.interrupted.code, null]);
    clearInterval(again);
    expect(await stderr).toMatch(/may still be held\. It expires with its token, by \d{4}-/);
    expect(await stderr).toMatch(/To resume the wait, run: \S+ resume \S+\.json/);
    expect(resumeFiles(served.home)).toHaveLength(1);
  },
);

test.each([
  { given: "a terminal that sends SIGHUP twice", signal: "SIGHUP", gapMs: 300 },
  { given: "a Ctrl-C that npx passes on", signal: "SIGINT", gapMs: 20 },
] as const)("$given does not count as a second Ctrl-C", async ({ signal, gapMs }) => {
  // The second attempt to release the lock succeeds.
  const served = await serveDevice(60_000, [
    { fault: "hang", on: "unlockConfiguration", times: 1 },
  ]);
  const commit = start(served.env, ["pipe", "pipe"], "commit", "--request-timeout", "500ms");
  const stderr = commit.stderr ? text(commit.stderr) : "";
  await untilActivate(served);
  commit.kill(signal);
  await sleep(gapMs);
  commit.kill(signal);
  expect(await once(commit, "exit")).toEqual([exitCodes.interrupted.code, null]);
  expect(await stderr).not.toContain("may still be held");
  expectLockFree(served);
});

test("a resume file that can't be written is reported and changes nothing else", async () => {
  const served = await serveDevice(60_000);
  const file = join(newHome(), "not-a-folder");
  writeFileSync(file, "");
  const env = { ...served.env, XDG_STATE_HOME: file };
  const commit = start(env, ["pipe", "pipe"], "commit", "--json");
  const [stdout, stderr] = [commit.stdout, commit.stderr].map((one) => (one ? text(one) : ""));
  await untilActivate(served);
  commit.kill("SIGINT");
  expect(await once(commit, "exit")).toEqual([exitCodes.interrupted.code, null]);
  const result = JSON.parse((await stdout) ?? "");
  expect(result).toMatchObject({ outcome: "aborted" });
  expect(result).not.toHaveProperty("resume");
  expect(await stderr).toContain("The resume file can't be written");
  expectLockFree(served);
});
