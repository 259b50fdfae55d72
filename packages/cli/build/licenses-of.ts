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
  const files = (await readdir(folder)).filter((name) => /^licen[cs]e/i.test(name)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  if (files.length === 0 && !manifest.license) throw new Error(`No license in ${dirname(folder)}.`);
  const text = texts.length > 0 ? texts.join("\n") : `License: ${manifest.license}\n`;
  return `${manifest.name} ${manifest.version}\n\n${text}`;
}
