import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The licences of all packages of others that some modules are from, as they ask to be passed on. */
export async function licencesOf(modules: readonly string[]): Promise<string> {
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []);
  const texts = await Promise.all([...new Set(folders)].toSorted().map(licenceOf));
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/** @throws {Error} where a package comes without a text of its licence */
async function licenceOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? await readFile(join(folder, file), "utf8") : `Licence: ${manifest.license}\n`;
  if (!file && !manifest.license) throw new Error(`No licence in ${dirname(folder)}.`);
  return `${manifest.name} ${manifest.version}\n\n${text}`;
}
