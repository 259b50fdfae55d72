import { mkdir, readdir, realpath, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { publishedPackages } from "../published-packages.ts";
import { run } from "../run.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import type { Tarball } from "./pack.ts";

/** A package as somebody has it who installed it. */
export interface Unpacked extends Tarball {
  readonly folder: string;
  /** Where what it needs is found. */
  readonly nodeModules: string;
  readonly manifest: Manifest;
  /** All its files, from its folder. */
  readonly files: readonly string[];
}

/**
 * Lays packages out as an installation would, without a registry: what they need of others is linked from
 * the workspace.
 *
 * @param to The folder that gets `node_modules`.
 */
export async function unpack(
  tarballs: readonly Tarball[],
  to: string,
): Promise<readonly Unpacked[]> {
  const nodeModules = join(to, "node_modules");
  const unpacked = await Promise.all(
    tarballs.map(async (tarball): Promise<Unpacked> => {
      // Not in node_modules itself: what is there counts as somebody else's.
      const folder = join(to, "packages", tarball.name);
      await mkdir(folder, { recursive: true });
      await link(folder, join(nodeModules, tarball.name));
      await run("tar", ["-xzf", tarball.file, "-C", folder, "--strip-components=1"], { cwd: to });
      const manifest = await readManifest(folder);
      return { ...tarball, folder, nodeModules, manifest, files: await filesIn(folder) };
    }),
  );
  for (const { origin, manifest } of unpacked) {
    const wanted = { ...manifest.dependencies, ...manifest.peerDependencies };
    const others = Object.keys(wanted).filter((other) => !isPublished(other));
    for (const other of [...others, "@types/node"]) {
      await link(await realpath(join(origin, "node_modules", other)), join(nodeModules, other));
    }
  }
  return unpacked;
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path).catch((error: NodeJS.ErrnoException) => {
    // Two packages may need the same.
    if (error.code !== "EEXIST") throw error;
  });
}

const isPublished = (name: string) => publishedPackages.some((one) => one.name === name);

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((file) => relative(folder, join(file.parentPath, file.name))).sort();
}
