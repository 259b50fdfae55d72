// The commands in the rollout guide run with the packages as they are released.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { GuideCommands } from "./guide-commands.ts";
import { createProject, fileOf, released } from "./project.ts";
import { rehearseRollout } from "./rehearse-rollout.ts";

/** The numbers in the guide, and those of this test. */
const replaced = {
  "--devices 500": "--devices 24",
  "percent: 0.4": "percent: 8",
  "total: 40": "total: 2",
};

const guide = await readFile(fileOf("../../website/pages/guides/rollout.md"), "utf8");
const { folder } = await createProject("rollout-guide", released("asyncstatus"));
const program = join(folder, "node_modules/.bin/asyncstatus");
const shell = (command: string) => command.replace(/^asyncstatus/, program);
const commands = await GuideCommands.read(guide, folder, shell, replaced);
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
  expect(commands.left).toEqual([]);
});
