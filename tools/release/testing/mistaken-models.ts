import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { workspace } from "../../paths.ts";
import { pack } from "../pack/pack.ts";
import { type Unpacked, unpack } from "../pack/unpack.ts";

/** A package.json of the workspace, as far as somebody may make a mistake in it. */
export interface WrittenManifest {
  name: string;
  type?: string;
  sideEffects?: boolean;
  files?: string[];
  engines?: { node: string };
  exports?: object;
  publishConfig: { exports?: { ".": Targets; "./xsd": Targets } };
  dependencies: Record<string, string>;
}

interface Targets {
  types: string;
  default: string;
}

export type Mistake = (manifest: WrittenManifest) => void;

/**
 * Packs the model with a mistake in its package.json, once for each.
 *
 * @param scratch An empty folder.
 */
export async function mistakenModels(
  mistakes: readonly Mistake[],
  scratch: string,
): Promise<readonly Unpacked[]> {
  const root = join(scratch, "workspace");
  const model = join(workspace, "packages/model");
  await mkdir(root);
  for (const file of ["pnpm-workspace.yaml", "LICENSE"]) {
    await cp(join(workspace, file), join(root, file));
  }
  await writeFile(join(root, "package.json"), "{}");
  const folders = mistakes.map(async (mistake, index) => {
    const folder = `packages/mistake-${index}`;
    const kept = (path: string) => !["node_modules", ".turbo"].includes(basename(path));
    await cp(model, join(root, folder), { recursive: true, filter: kept });
    await symlink(join(model, "node_modules"), join(root, folder, "node_modules"));
    const path = join(root, folder, "package.json");
    const manifest = JSON.parse(await readFile(path, "utf8")) as WrittenManifest;
    manifest.name = `mistake-${index}`;
    mistake(manifest);
    await writeFile(path, JSON.stringify(manifest));
    return folder;
  });
  return unpack(await pack(root, await Promise.all(folders)), scratch);
}
