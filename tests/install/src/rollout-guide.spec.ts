// The commands in the rollout guide run with the packages as they are released.

import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { GuideCommands } from "./guide-commands.ts";
import { createProject, fileOf, released } from "./project.ts";
import { rehearseRollout } from "./rehearse-rollout.ts";
import { rehearseWorkers } from "./rehearse-workers.ts";

/** The numbers in the guide, and those of this test. */
const replaced = {
  "--devices 500": "--devices 24",
  "percent: 0.4": "percent: 8",
  "total: 40": "total: 4",
  "--concurrency 20": "--concurrency 2",
  "token: 30 s": "token: 10 s",
  "soak: 10s": "soak: 1s",
  "5433": String(await freePort()),
};

const guide = await readFile(fileOf("../../website/pages/guides/rollout.md"), "utf8");
const { folder } = await createProject("rollout-guide", released("asyncstatus"));
const program = join(folder, "node_modules/.bin/asyncstatus");
const shell = (command: string) => command.replace(/^asyncstatus/, program);
const commands = await GuideCommands.read(guide, folder, shell, replaced);
// The simulated devices show each request when they accept it.
commands.env = { ...commands.env, ASYNCSTATUS_STATUS_LAG: "0s" };
afterAll(() => commands[Symbol.asyncDispose]());

test("the guide's rollout stops, is killed, resumes and is rolled back", async () => {
  const status = await rehearseRollout(commands);
  expect(commands.codes.splice(0)).toEqual([
    ["rollout plan", 0],
    ["--dry-run", 0],
    ["rollout approve", 0],
    ["rollout start", 1],
    ["rollout status", 0],
    ["rollout resume", 1],
    ["rollout rollback", 0],
    ["rollout report", 0],
  ]);
  expect(status).toContain("paused by stop rule: 1 failed: pair-");
  expect(await readFile(join(folder, "rollout.html"), "utf8")).toMatch(/rolled back/);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const hasPostgres = existsSync("/usr/lib/postgresql");
test.skipIf(!hasPostgres && !process.env.CI)(
  "a worker takes over the units of another one that was killed",
  async () => {
    const { worker, report } = await rehearseWorkers(commands, folder);
    expect(commands.codes).toEqual([
      ["rollout approve", 0],
      ["rollout worker", 0],
      ["rollout rollback", 0],
      ["rollout report", 0],
    ]);
    expect(worker).toContain(": resuming after a process that ended");
    expect(report).toContain("rest    rolled back  8 rolled-back");
    expect(commands.left).toEqual([]);
  },
);
