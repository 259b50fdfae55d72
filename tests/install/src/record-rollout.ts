// `pnpm --filter @asyncstatus/install record`: follows the rollout guide with all its devices, and records the
// board, for the guide on the site.

import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { workspace } from "@asyncstatus/tools/paths";
import { BoardRecorder } from "./board-recorder.ts";
import { GuideCommands } from "./guide-commands.ts";
import { type Part, rehearseRollout } from "./rehearse-rollout.ts";

/** The label of each part, and the text that the board shows in it. */
const parts: Readonly<Record<Part, readonly [label: string, shown: RegExp]>> = {
  canary: ["Canary", /^Running: /],
  approval: ["Waits for approval", /waiting for the approval of canary/],
  stop: ["A failure stops it", /^Paused/],
  resume: ["Resumed", /^Running: .*rest +running/s],
  kill: ["The process is killed", /no process is running it/],
  recovery: ["Resumed after the kill", /^Running: /],
  complete: ["Complete", /^Complete: /],
  rollback: ["Rolled back", /^Rolling back: /],
};

const guide = await readFile(join(workspace, "website/pages/guides/rollout.md"), "utf8");
const folder = await mkdtemp(join(tmpdir(), "asyncstatus-record-"));
try {
  const program = join(folder, "asyncstatus");
  const source = join(workspace, "packages/cli/src/main.ts");
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${source}" "$@"\n`);
  await chmod(program, 0o755);
  const recorder = new BoardRecorder();
  const startMs = performance.now();
  const shell = (command: string) => command.replace(/^asyncstatus/, program);
  await using commands = await GuideCommands.read(guide, folder, shell);
  await rehearseRollout(commands, async (part) => {
    console.log(`${Math.round((performance.now() - startMs) / 1_000)} s: ${part}`);
    const { CI: _, ...env } = commands.env;
    // The board ends when the rollout is complete.
    if (part === "canary" || part === "rollback") {
      recorder.start(`exec ${program} rollout watch`, folder, env);
    }
    await recorder.shows(parts[part][1]);
  });
  await recorder.ended();
  const recording = recorder.asciicast(Object.values(parts));
  for (const own of [folder, workspace, homedir(), hostname(), userInfo().username]) {
    if (recording.includes(own)) throw new Error(`The recording contains ${own}.`);
  }
  const file = join(workspace, "website/assets/rollout.cast");
  await writeFile(file, recording);
  console.log(`${file}: ${recording.length} bytes`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
