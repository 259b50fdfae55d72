import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The changesets that no version has taken up yet. In pre-release mode those that one has are kept. */
export async function pendingChangesets(root: string): Promise<readonly string[]> {
  const folder = join(root, ".changeset");
  const files = await readdir(folder);
  const names = files.filter((file) => file.endsWith(".md") && file !== "README.md");
  const taken = files.includes("pre.json") ? await takenInPreReleases(folder) : [];
  return names.filter((name) => !taken.includes(name.replace(/\.md$/, "")));
}

async function takenInPreReleases(folder: string): Promise<readonly string[]> {
  const { changesets } = JSON.parse(await readFile(join(folder, "pre.json"), "utf8"));
  return changesets;
}
