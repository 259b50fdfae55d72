import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pnpm, run } from "../run.ts";

/**
 * Makes a repository of its own of all that is in the workspace now, committed or not, and installs it. What
 * a release writes, it writes there.
 *
 * @param folder Where to; it must not be there yet.
 */
export async function copyOfWorkspace(root: string, folder: string): Promise<void> {
  const listed = await run(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: root,
    },
  );
  const deleted = await run("git", ["ls-files", "-z", "--deleted"], { cwd: root });
  const gone = new Set(deleted.split("\0"));
  await mkdir(folder, { recursive: true });
  for (const file of listed.split("\0").filter((one) => one !== "" && !gone.has(one))) {
    await cp(join(root, file), join(folder, file));
  }
  await pnpm(["install", "--frozen-lockfile", "--prefer-offline"], { cwd: folder });
  const git = (...args: string[]) =>
    run("git", ["-c", "user.name=rehearsal", "-c", "user.email=rehearsal@example.com", ...args], {
      cwd: folder,
    });
  await git("init", "--quiet", "--initial-branch", "main");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "Everything");
}
