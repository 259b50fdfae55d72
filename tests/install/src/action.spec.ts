// Runs the GitHub Action as the runner does: from files of the repository, with nothing installed but npm.

import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { workspace } from "@asyncstatus/tools/paths";
import { run } from "@asyncstatus/tools/run";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { serve } from "./device.ts";
import { context, createProject, released } from "./project.ts";

const command = await createProject("action-device", released("asyncstatus"));
const device = await serve(join(command.folder, "node_modules/.bin/asyncstatus"));
afterAll(() => device.close());

test("the action installs the version that its tag names, and commits", async () => {
  const folder = join(context.scratch, "action");
  const tag = join(context.scratch, "release/workspace");
  for (const path of ["packages/cli/action", "packages/cli/package.json"]) {
    await cp(join(tag, path), join(folder, path), { recursive: true });
  }
  const { runs } = parse(await readFile(join(workspace, "action.yml"), "utf8"));
  const runner = join(context.scratch, "runner");
  await mkdir(runner);
  const outputs = join(runner, "outputs");
  await run("node", [join(folder, runs.main)], {
    cwd: runner,
    env: {
      ...context.env,
      RUNNER_TEMP: runner,
      GITHUB_OUTPUT: outputs,
      INPUT_COMMAND: "commit",
      INPUT_HOST: device.url,
      INPUT_USER: device.user,
      INPUT_PASSWORD: device.password,
      INPUT_FINGERPRINT: device.fingerprint256,
      ASYNCSTATUS_STATUS_LAG: "0s",
    },
  });
  const text = await readFile(outputs, "utf8");
  expect(text).toMatch(/^outcome=succeeded\nconfidence=proven\nexit-code=0\n/);
  const [, file = ""] = /^result-file=(.*)$/m.exec(text) ?? [];
  const manifest = join(file, "../node_modules/asyncstatus/package.json");
  expect(JSON.parse(await readFile(manifest, "utf8")).version).toBe(context.next);
});
