import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workspace } from "@asyncstatus/tools/paths";
import { publishedPackages, readManifest } from "@asyncstatus/tools/release";
import { pnpm, run } from "@asyncstatus/tools/run";

/** The versions that a rehearsal has published. */
export interface Rehearsed {
  /** The version with the tag `latest`. */
  readonly version: string;
  /** The pre-release after it, with the tag `next`. */
  readonly next: string;
}

const changeset = `---
${publishedPackages.map(({ name }) => `"${name}": minor`).join("\n")}
---

A rehearsed change.
`;

/**
 * Releases a copy of the workspace to a registry, by the commands of the release workflow: first a
 * version, then a pre-release of the next one.
 *
 * @param folder an empty folder
 */
export async function rehearse(
  folder: string,
  registry: Readonly<Record<string, string>>,
): Promise<Rehearsed> {
  const cwd = join(folder, "workspace");
  const released = join(folder, "released");
  await copyWorkspace(cwd);
  // The raised versions are in no lockfile.
  const env = { ...registry, pnpm_config_verify_deps_before_run: "false" };
  const changesets = (...args: string[]) => pnpm(["exec", "changeset", ...args], { cwd, env });
  const release = async () => {
    writeFileSync(join(cwd, ".changeset/rehearsal.md"), changeset);
    await changesets("version");
    await pnpm(["release", "--untested", "--into", released], { cwd, env });
    await run("node", ["tools/release/publish.ts", released], { cwd, env });
    return (await readManifest(join(cwd, publishedPackages[0].folder))).version;
  };
  const version = await release();
  await changesets("pre", "enter", "next");
  return { version, next: await release() };
}

/** Copies all files that are tracked or new, installs them, and commits them, as changesets needs. */
async function copyWorkspace(cwd: string): Promise<void> {
  mkdirSync(cwd);
  const files = "git ls-files -z --cached --others --exclude-standard";
  const copy = `${files} | tar --create --null --ignore-failed-read --files-from=- | tar --extract --directory="$0"`;
  execFileSync("bash", ["-c", copy, cwd], { cwd: workspace, stdio: ["ignore", "ignore", "pipe"] });
  await pnpm(["install", "--frozen-lockfile", "--prefer-offline"], { cwd });
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  await run("git", ["init", "--quiet", "--initial-branch", "main"], { cwd });
  await run("git", ["add", "--all"], { cwd });
  await run("git", [...identity, "commit", "--quiet", "--message", "All"], { cwd });
}
