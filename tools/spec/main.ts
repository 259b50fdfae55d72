// `pnpm spec`: writes the OpenAPI document, XSDs and examples of each version to spec/dist.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { restVersions } from "@asyncstatus/model";
import { stringify } from "yaml";
import { kebabName } from "../kebab-name.ts";
import { workspace } from "../paths.ts";
import { documentOf } from "./document-of.ts";
import { documentNames, examplesIn } from "./examples.ts";
import { standaloneXsd } from "./standalone-xsd.ts";

// Without aliases and folded lines, for simple YAML parsers.
const yaml = { aliasDuplicateObjects: false, lineWidth: 0 };

const dist = join(workspace, "spec/dist");

function write(file: string, content: string | Uint8Array): void {
  const path = join(dist, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

rmSync(dist, { recursive: true, force: true });
for (const version of restVersions) {
  write(`${version}/openapi.yaml`, stringify(documentOf(version), yaml));
  for (const document of documentNames) {
    const file = `${kebabName(document)}.xsd`;
    write(`${version}/xsd/${file}`, standaloneXsd(`${version}/${file}`));
  }
  for (const { name, xml, json } of examplesIn(version)) {
    const path = `${version}/examples/${name.replace(`${version}/`, "")}`;
    write(`${path}.xml`, xml);
    write(`${path}.json`, `${JSON.stringify(json, null, 2)}\n`);
  }
  console.log(`spec/dist/${version}`);
}
