import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readManifest } from "../pack/manifest.ts";
import { publishedPackages } from "../published-packages.ts";
import type { LocalRegistry } from "../registry/local-registry.ts";
import { pendingChangesets } from "../release/pending-changesets.ts";
import { pnpm } from "../run.ts";
import { copyOfWorkspace } from "./copy-of-workspace.ts";

/** What a rehearsal has published. */
export interface Rehearsed {
  /** The version of all packages that is `latest`. */
  readonly version: string;
  /** The pre-release of the one after it, which is `next`. */
  readonly next: string;
  /** The tarballs of the version. */
  readonly tarballs: string;
}

// Other versions of our own packages are nothing to install.
const installed = { pnpm_config_verify_deps_before_run: "false" };

/** With what a rehearsal goes on after the changesets that there are. */
const changeset = `---
${publishedPackages.map(({ name }) => `"${name}": minor`).join("\n")}
---

What a rehearsal would have changed.
`;

/**
 * Releases a copy of the workspace to a registry on this computer by the very commands that a release goes
 * by: from changesets to a version, then to a pre-release of the next one.
 *
 * @param folder An empty folder.
 */
export async function rehearse(
  root: string,
  registry: LocalRegistry,
  folder: string,
  print: (line: string) => void,
): Promise<Rehearsed> {
  const copy = join(folder, "workspace");
  const tarballs = join(folder, "tarballs");
  await copyOfWorkspace(root, copy);
  const script = async (...args: string[]) => {
    print(`$ pnpm ${args.join(" ")}`);
    const told = await pnpm(args, { cwd: copy, env: { ...registry.env, ...installed } });
    const lines = told
      .split("\n")
      .filter((line) => /^(To|Build|Check|Pack|Publish| {2}\S)/.test(line));
    for (const line of lines) print(line);
  };
  const write = () => writeFile(join(copy, ".changeset/rehearsal.md"), changeset);

  if ((await pendingChangesets(copy)).length === 0) await write();
  await script("run", "version");
  await script("release", "--untested", "--keep", tarballs);
  const version = await versionIn(copy);

  await script("changeset", "pre", "enter", "next");
  await write();
  await script("run", "version");
  await script("release", "--untested");
  return { version, next: await versionIn(copy), tarballs };
}

async function versionIn(root: string): Promise<string> {
  return (await readManifest(join(root, publishedPackages[0].folder))).version;
}
