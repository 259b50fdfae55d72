import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type RestVersion, restVersions } from "@asyncstatus/model";
import { parse } from "yaml";
import { workspace } from "../package-folder.ts";
import type { OpenApi } from "./open-api.ts";

/** Example of a body, as XML and as decoded JSON. */
export interface Example {
  /** Name, such as `async-status/activate-failed`. */
  readonly name: string;
  readonly xml: string;
  readonly json: string;
}

/** Specification of one REST version. */
export interface VersionSpec {
  readonly version: RestVersion;
  readonly openApi: OpenApi;
  readonly openApiText: string;
  /** Further files to download, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** XSD files by name. */
  readonly xsd: Readonly<Record<string, string>>;
  readonly examples: readonly Example[];
}

const moreFiles = [
  "openapi.json",
  "openapi-for-generators.json",
  "openapi-for-generators.yaml",
  "documents.schema.json",
  "documents.xsd",
];

/** Reads the specification in `spec/dist`, newest version first. */
export function readSpecification(): VersionSpec[] {
  return restVersions.map((version) => {
    const folder = join(workspace, "spec/dist", version);
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    const openApiText = read("openapi.yaml");
    const xsd = readdirSync(join(folder, "xsd")).sort();
    const examples = readdirSync(join(folder, "examples"), { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith(".xml"))
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replace(/\.xml$/, ""))
      .sort();
    return {
      version,
      // The pages have the examples from their files.
      openApi: parse(openApiText, (key, value) =>
        key === "examples" ? undefined : value,
      ) as OpenApi,
      openApiText,
      files: Object.fromEntries(moreFiles.map((file) => [file, read(file)])),
      xsd: Object.fromEntries(xsd.map((file) => [file, read(`xsd/${file}`)])),
      examples: examples.map((file) => ({
        name: file.replace("examples/", ""),
        xml: read(`${file}.xml`),
        json: read(`${file}.json`),
      })),
    };
  });
}

/** Returns the files to download for a REST version, by path. */
export function downloadsOf({
  version,
  openApiText,
  files: more = {},
  xsd,
  examples,
}: VersionSpec) {
  const files = new Map([[`downloads/${version}/openapi.yaml`, openApiText]]);
  for (const [file, text] of Object.entries(more)) files.set(`downloads/${version}/${file}`, text);
  for (const [file, text] of Object.entries(xsd))
    files.set(`downloads/${version}/xsd/${file}`, text);
  for (const { name, xml, json } of examples) {
    files.set(`downloads/${version}/examples/${name}.xml`, xml);
    files.set(`downloads/${version}/examples/${name}.json`, json);
  }
  return files;
}
