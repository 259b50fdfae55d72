// Generates `pages/gen` and copies static files to `pages/public`.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { findEntries } from "../declarations/find-entries.ts";
import { exportLinks } from "../declarations/package-page.ts";
import { readEntries } from "../declarations/read-entries.ts";
import { playStaleSuccess } from "../home/stale-success.ts";
import { packageFolder, workspace } from "../package-folder.ts";
import { writePages } from "../pages/write-pages.ts";
import { missingNotes } from "../rest/list-pages.ts";
import { scalarDocument } from "../rest/scalar-document.ts";
import { downloadsOf, readSpecification } from "../rest/version-spec.ts";
import { allPages } from "./all-pages.ts";

const gen = join(packageFolder, "pages/gen");
const publicFolder = join(packageFolder, "pages/public");
for (const folder of [gen, publicFolder]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

const specified = readSpecification();
const entries = readEntries(
  findEntries(["client", "model", "server", "contract", "fleet", "spec"]),
);
const links = exportLinks(entries);
const story = await playStaleSuccess();
const pages = allPages(specified, entries, links);
for (const { version, openApi } of specified) {
  const ofVersion = pages.filter(({ path }) => path.startsWith(`reference/${version}`));
  const [note] = missingNotes(openApi, ofVersion.map(({ body }) => body).join("\n"));
  if (note) throw new Error(`The pages of ${version} lack the note: ${note}`);
}
writePages(gen, pages);
writeFileSync(join(gen, "story.json"), JSON.stringify(story));
// Read by the syntax highlighter to link declarations.
writeFileSync(join(gen, "export-links.json"), JSON.stringify([...links]));

function publish(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(publicFolder, file)), { recursive: true });
  writeFileSync(join(publicFolder, file), content);
}

cpSync(join(packageFolder, "assets"), publicFolder, { recursive: true });
for (const version of specified) {
  for (const [file, text] of downloadsOf(version)) publish(file, text);
  publish(`scalar/${version.version}.json`, JSON.stringify(scalarDocument(version)));
}
for (const file of [
  "cli/result.schema.json",
  "fleet/plan.schema.json",
  "server/scenarios/scenario.schema.json",
]) {
  const name = file.replace(/^.*\//, "");
  publish(`downloads/${name}`, readFileSync(join(workspace, "packages", file)));
}
const scalar = createRequire(import.meta.url).resolve("@scalar/api-reference");
publish("scalar/standalone.js", readFileSync(join(dirname(scalar), "browser/standalone.js")));
