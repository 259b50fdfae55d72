import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publishedPackages } from "../published-packages.ts";
import { pnpm } from "../run.ts";
import { readManifest } from "./manifest.ts";

/** A package, packed as it is published. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  /** Where it is. */
  readonly file: string;
  /** Where it was made: its folder in the workspace. */
  readonly origin: string;
}

/**
 * Packs packages of a workspace; they have to be built.
 *
 * @param root The root of the workspace.
 * @param folders The packages. @default all that are published, each after what it needs
 * @param to Where the tarballs go. @default a folder for temporary files
 */
export async function pack(
  root: string,
  folders: readonly string[] = publishedPackages.map(({ folder }) => folder),
  to?: string,
): Promise<readonly Tarball[]> {
  const destination = to ?? (await mkdtemp(join(tmpdir(), "asyncstatus-packed-")));
  await mkdir(destination, { recursive: true });
  const filters = folders.flatMap((folder) => ["--filter", `./${folder}`]);
  const args = ["--recursive", ...filters, "pack", "--json", "--pack-destination", destination];
  // One package comes alone, several as a list, in an order of their own.
  const told = [JSON.parse(await pnpm(args, { cwd: root }))].flat() as readonly Packed[];
  return Promise.all(
    folders.map(async (folder) => {
      const origin = join(root, folder);
      const { name } = await readManifest(origin);
      const packed = told.find((one) => one.name === name);
      if (!packed) throw new Error(`${folder} was not packed.`);
      return { name, version: packed.version, file: packed.filename, origin };
    }),
  );
}

interface Packed {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
}
