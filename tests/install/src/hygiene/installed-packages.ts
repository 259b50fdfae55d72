import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** A package that is installed in a project. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly bytes: number;
}

/** All that npm has installed in a project. */
export async function installedPackages(folder: string): Promise<readonly InstalledPackage[]> {
  const lock = JSON.parse(await readFile(join(folder, "node_modules/.package-lock.json"), "utf8"));
  const paths = Object.keys(lock.packages as object).sort();
  return Promise.all(
    paths.map(async (path) => {
      const own = join(folder, path);
      const { name, version, license } = JSON.parse(
        await readFile(join(own, "package.json"), "utf8"),
      );
      return { name, version, license: license ?? "none", bytes: await bytesIn(own) };
    }),
  );
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(async (file) => (await stat(join(file.parentPath, file.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
