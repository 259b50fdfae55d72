import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Returns the licenses of the third-party packages that modules come from. */
export async function licensesOf(modules: readonly string[]): Promise<string> {
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []);
  const texts = await Promise.all([...new Set(folders)].toSorted().map(licenseOf));
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/** @throws {Error} If a package has no license. */
async function licenseOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? await readFile(join(folder, file), "utf8") : `License: ${manifest.license}\n`;
  if (!file && !manifest.license) throw new Error(`No license in ${dirname(folder)}.`);
  return `${manifest.name} ${manifest.version}\n\n${text}`;
}
