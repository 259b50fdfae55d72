import { mkdir, readFile, realpath, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pnpm, run } from "../run.ts";

/** The published packages, each after the packages that it depends on. */
export const publishedPackages = [
  { name: "@asyncstatus/spec", folder: "packages/spec" },
  { name: "@asyncstatus/model", folder: "packages/model" },
  { name: "@asyncstatus/client", folder: "packages/client" },
  { name: "@asyncstatus/fleet", folder: "packages/fleet" },
  { name: "@asyncstatus/server", folder: "packages/server" },
  { name: "@asyncstatus/contract", folder: "packages/contract" },
  { name: "asyncstatus", folder: "packages/cli" },
] as const;

/** The fields of a package.json that are read here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly sideEffects?: boolean;
  readonly engines?: { readonly node?: string };
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Exports;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The field `exports`, or a part of it. */
export type Exports = string | { readonly [key: string]: Exports };

/** A packed package. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}

/** Packs built packages of a workspace, in the order of `folders`. */
export async function pack(
  root: string,
  to: string,
  folders: readonly string[] = publishedPackages.map(({ folder }) => folder),
): Promise<readonly Tarball[]> {
  await mkdir(to, { recursive: true });
  const filters = folders.flatMap((folder) => ["--filter", `./${folder}`]);
  const args = ["--recursive", ...filters, "pack", "--json", "--pack-destination", to];
  const packed = JSON.parse(await pnpm(args, { cwd: root })) as readonly Tarball[];
  return Promise.all(
    folders.map(async (folder) => {
      const { name } = await readManifest(join(root, folder));
      const tarball = packed.find((one) => one.name === name);
      if (!tarball) throw new Error(`${folder} was not packed.`);
      return tarball;
    }),
  );
}

/**
 * Lays packed packages out in `to/packages` as if they were installed in `to/node_modules`. Their
 * other dependencies are linked from the workspace, so that no registry is needed.
 */
export async function unpack(
  root: string,
  tarballs: readonly Tarball[],
  to: string,
): Promise<void> {
  const nodeModules = join(to, "node_modules");
  for (const { name, filename } of tarballs) {
    const folder = join(to, "packages", name);
    await mkdir(folder, { recursive: true });
    await run("tar", ["-xzf", filename, "-C", folder, "--strip-components=1"], { cwd: to });
    await link(folder, join(nodeModules, name));
  }
  for (const { name, folder } of publishedPackages) {
    const { dependencies, peerDependencies } = await readManifest(join(to, "packages", name));
    for (const other of ["@types/node", ...Object.keys({ ...dependencies, ...peerDependencies })]) {
      const target = join(root, folder, "node_modules", other);
      await link(await realpath(target), join(nodeModules, other));
    }
  }
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}
