// `pnpm spec`: writes the OpenAPI document, XSDs and examples of each version to spec/dist.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { restVersions } from "@asyncstatus/model";
import { stringify } from "yaml";
import { kebabName } from "../kebab-name.ts";
import { workspace } from "../paths.ts";
import { documentOf } from "./document-of.ts";
import { documentsSchema } from "./documents-schema.ts";
import { documentNames, examplesIn } from "./examples.ts";
import { forGenerators } from "./for-generators.ts";
import type { JsonObject } from "./merge-patch.ts";
import { documentsXsd, standaloneXsd } from "./standalone-xsd.ts";
import { withExamples } from "./with-examples.ts";

// Without aliases and folded lines, for simple YAML parsers.
const yaml = { aliasDuplicateObjects: false, lineWidth: 0 };

const dist = join(workspace, "spec/dist");

function write(file: string, content: string | Uint8Array): void {
  const path = join(dist, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function writeDocument(file: string, document: JsonObject): void {
  write(`${file}.yaml`, stringify(document, yaml));
  write(`${file}.json`, json(document));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

rmSync(dist, { recursive: true, force: true });
for (const version of restVersions) {
  const examples = examplesIn(version);
  const document = withExamples(documentOf(version), examples);
  writeDocument(`${version}/openapi`, document);
  writeDocument(`${version}/openapi-for-generators`, forGenerators(document, version));
  write(`${version}/documents.schema.json`, json(documentsSchema(document)));
  write(`${version}/documents.xsd`, documentsXsd(version, documentNames));
  for (const document of documentNames) {
    const file = `${kebabName(document)}.xsd`;
    write(`${version}/xsd/${file}`, standaloneXsd(`${version}/${file}`));
  }
  for (const { name, xml, json: value } of examples) {
    const path = `${version}/examples/${name.replace(`${version}/`, "")}`;
    write(`${path}.xml`, xml);
    write(`${path}.json`, json(value));
  }
  console.log(`spec/dist/${version}`);
}
