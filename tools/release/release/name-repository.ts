import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { publishedPackages } from "../published-packages.ts";

/**
 * Has each package.json say which repository it comes from, as the workflow knows it: registries compare it
 * with the proof, and show links of the README as links into it.
 *
 * @returns The address; nothing where no workflow says one.
 */
export async function nameRepository(
  root: string,
  {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: name,
  }: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (!server || !name) return undefined;
  const url = `git+${server}/${name}.git`;
  for (const { folder } of publishedPackages) {
    const path = join(root, folder, "package.json");
    const manifest = JSON.parse(await readFile(path, "utf8"));
    manifest.repository = { type: "git", url, directory: folder };
    await writeFile(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
  return url;
}
