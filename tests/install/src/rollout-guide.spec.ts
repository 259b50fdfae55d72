// The commands in the rollout guide run with the packages as they are released.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createProject, fileOf, released } from "./project.ts";
import { rehearseRollout } from "./rehearse-rollout.ts";

test("the guide's rollout stops, is killed, resumes and is rolled back", async () => {
  const guide = await readFile(fileOf("../../website/pages/guides/rollout.md"), "utf8");
  const { folder } = await createProject("rollout-guide", released("asyncstatus"));
  const program = join(folder, "node_modules/.bin/asyncstatus");
  const { codes, status, report } = await rehearseRollout(guide, folder, (command) =>
    command.replace(/^asyncstatus/, program),
  );
  expect(codes).toEqual({
    "rollout plan": 0,
    "--dry-run": 0,
    "rollout approve": 0,
    "rollout start": 1,
    "rollout status": 0,
    "rollout resume": 1,
    "rollout rollback": 0,
    "rollout report": 0,
  });
  expect(status).toContain("paused by stop rule: 1 failed: pair-");
  expect(report).toMatch(/rolled back/);
});
