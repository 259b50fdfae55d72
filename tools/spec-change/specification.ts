import { join } from "node:path";
import { kebabName } from "../kebab-name.ts";
import { bundleOpenApi } from "../spec/document-of.ts";
import { documentNames } from "../spec/examples.ts";
import { inVersion, versionsIn } from "../spec/in-version.ts";
import type { JsonObject } from "../spec/merge-patch.ts";
import { standaloneXsd } from "../spec/standalone-xsd.ts";
import { type Change, compare } from "./compare.ts";
import { openApiContent } from "./openapi-content.ts";
import { xsdContent } from "./xsd-content.ts";

/** One REST version of the specification, each part in one piece. */
export interface SpecificationVersion {
  readonly openApi: JsonObject;
  /** XSD sources by file name, such as `async-status.xsd`. */
  readonly xsd: Readonly<Record<string, string>>;
}

/** A specification by REST version. */
export type Specification = Readonly<Record<string, SpecificationVersion>>;

/** Reads the specification in a folder, such as `spec` of another revision. */
export function readSpecification(folder: string): Specification {
  const all = bundleOpenApi(folder);
  const versions = versionsIn(all).map((version) => {
    const xsd = documentNames.map((document) => {
      const file = `${kebabName(document)}.xsd`;
      return [file, standaloneXsd(`${version}/${file}`, join(folder, "xsd"))];
    });
    return [version, { openApi: inVersion(all, version), xsd: Object.fromEntries(xsd) }];
  });
  return Object.fromEntries(versions);
}

/** Lists every change from one specification to another. */
export function specificationChanges(before: Specification, after: Specification): Change[] {
  return compare(contentOf(before), contentOf(after), ["versions"]);
}

function contentOf(specification: Specification): JsonObject {
  const versions = Object.entries(specification).map(([version, { openApi, xsd }]) => {
    const files = Object.entries(xsd).map(([file, source]) => [file, xsdContent(source)]);
    return [version, { openapi: openApiContent(openApi), xsd: Object.fromEntries(files) }];
  });
  return Object.fromEntries(versions);
}
