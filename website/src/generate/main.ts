// Makes the pages that are made of something else: `pages/gen`, and what is to be had as it is: `pages/public`.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { declarationsOf } from "../declarations/declarations-of.ts";
import { entriesOf } from "../declarations/entries-of.ts";
import { placesOf } from "../declarations/package-page.ts";
import { playStaleSuccess } from "../home/stale-success.ts";
import { packageFolder, workspace } from "../package-folder.ts";
import { writePages } from "../pages/write-pages.ts";
import { downloadsOf } from "../rest/downloads.ts";
import { forScalar } from "../rest/for-scalar.ts";
import { readSpecification } from "../rest/specification.ts";
import { unshownNotes } from "../rest/unshown-notes.ts";
import { allPages } from "./all-pages.ts";

const gen = join(packageFolder, "pages/gen");
const publicFolder = join(packageFolder, "pages/public");
for (const folder of [gen, publicFolder]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

const specified = readSpecification();
const entries = declarationsOf(entriesOf(["client", "model", "server", "contract"]));
const places = placesOf(entries);
const story = await playStaleSuccess();
const pages = allPages(specified, entries, places);
for (const { version, openApi } of specified) {
  const facts = pages.find(({ path }) => path === `reference/${version}-facts`);
  const [note] = unshownNotes(openApi, facts?.body ?? "");
  if (note) throw new Error(`The facts of ${version} pass over: ${note}`);
}
writePages(gen, pages);
writeFileSync(join(gen, "story.json"), JSON.stringify(story));
// For the links in declarations, which are made where code is coloured.
writeFileSync(join(gen, "places.json"), JSON.stringify([...places]));

function publish(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(publicFolder, file)), { recursive: true });
  writeFileSync(join(publicFolder, file), content);
}

cpSync(join(packageFolder, "assets"), publicFolder, { recursive: true });
for (const version of specified) {
  for (const [file, text] of downloadsOf(version)) publish(file, text);
  publish(`scalar/${version.version}.json`, JSON.stringify(forScalar(version)));
}
for (const file of ["cli/result.schema.json", "server/scenarios/scenario.schema.json"]) {
  const name = file.replace(/^.*\//, "");
  publish(`downloads/${name}`, readFileSync(join(workspace, "packages", file)));
}
const scalar = createRequire(import.meta.url).resolve("@scalar/api-reference");
publish("scalar/standalone.js", readFileSync(join(dirname(scalar), "browser/standalone.js")));
