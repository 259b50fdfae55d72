import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type RestVersion, restVersions } from "@asyncstatus/model";
import { parse } from "yaml";
import { workspace } from "../package-folder.ts";
import type { OpenApi } from "./open-api.ts";

/** A situation: a body, and what it reads as. */
export interface Example {
  /** As in `async-status/activate-failed`. */
  readonly name: string;
  readonly xml: string;
  readonly json: string;
}

/** What the specification says of one REST version. */
export interface Specified {
  readonly version: RestVersion;
  readonly openApi: OpenApi;
  /** The text of its OpenAPI document. */
  readonly openApiText: string;
  /** The XSD files by name, as in `async-status.xsd`. */
  readonly xsd: Readonly<Record<string, string>>;
  readonly examples: readonly Example[];
}

/** The documents in `spec/dist`, newest version first. */
export function readSpecification(): Specified[] {
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
      openApi: parse(openApiText) as OpenApi,
      openApiText,
      xsd: Object.fromEntries(xsd.map((file) => [file, read(`xsd/${file}`)])),
      examples: examples.map((file) => ({
        name: file.replace("examples/", ""),
        xml: read(`${file}.xml`),
        json: read(`${file}.json`),
      })),
    };
  });
}
