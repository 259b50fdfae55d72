import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "../check/check.ts";
import { pack, type Tarball } from "../pack/pack.ts";
import { unpack } from "../pack/unpack.ts";
import { pnpm, run } from "../run.ts";
import { nameRepository } from "./name-repository.ts";
import { pendingChangesets } from "./pending-changesets.ts";
import { provenanceOf } from "./provenance.ts";
import { type Published, publish } from "./publish.ts";
import { releaseNotes } from "./release-notes.ts";
import { writeSbom } from "./write-sbom.ts";

/** How a release goes. */
export interface ReleaseOptions {
  /** The root of the workspace. */
  readonly root: string;
  /** Whether all tests run first. */
  readonly tested: boolean;
  /** Where the packages stay, with their SBOM and the notes of the release. @default nowhere */
  readonly keep?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
}

/**
 * Builds, checks, packs and publishes what the versions in the workspace say. What is published is, byte for
 * byte, what was checked.
 *
 * @throws {Error} at the first thing that is not as it should be; nothing was published then, or what the
 *   message says
 */
export async function release(options: ReleaseOptions): Promise<readonly Published[]> {
  const { root, tested, keep, environment, print } = options;
  const registry = (await run("npm", ["config", "get", "registry"], { cwd: root })).trim();
  const provenance = provenanceOf(registry, environment);
  const pending = await pendingChangesets(root);
  if (pending.length > 0) {
    throw new Error(`Not in any version yet: ${pending.join(", ")}. First: pnpm run version`);
  }
  const repository = await nameRepository(root, environment);
  print(`To ${registry}, ${repository ? `from ${repository}, ` : ""}provenance: ${provenance}.`);

  const scratch = await mkdtemp(join(tmpdir(), "asyncstatus-release-"));
  try {
    print("Build.");
    await pnpm(["build"], { cwd: root });
    if (tested) {
      print("Check: all tests.");
      await pnpm(["test"], { cwd: root });
    }
    print("Pack, and check what is packed.");
    const tarballs = await pack(root, undefined, keep ?? join(scratch, "tarballs"));
    const problems = (await Promise.all((await unpack(tarballs, scratch)).map(check))).flat();
    if (problems.length > 0) throw new Error(`Nothing is published:\n${problems.join("\n")}`);
    if (keep) {
      await writeSbom(tarballs, scratch, join(keep, "sbom.cdx.json"));
      await writeFile(join(keep, "NOTES.md"), await notesOf(tarballs));
    }
    print("Publish.");
    const published = await publish(tarballs, registry, provenance);
    for (const { name, version, tag, before } of published) {
      print(before ? `  ${name} ${version} was there.` : `  ${name} ${version}, as ${tag}.`);
    }
    return published;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function notesOf(tarballs: readonly Tarball[]): Promise<string> {
  const noted = tarballs.map(async ({ name, origin }) => ({
    name,
    changelog: await readFile(join(origin, "CHANGELOG.md"), "utf8"),
  }));
  return releaseNotes(await Promise.all(noted), tarballs[0]?.version ?? "");
}
