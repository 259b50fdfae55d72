import { join } from "node:path";
import { kebabName } from "../kebab-name.ts";
import { bundleOpenApi } from "../spec/document-of.ts";
import { documentNames } from "../spec/examples.ts";
import { inVersion, versionsIn } from "../spec/in-version.ts";
import type { JsonObject } from "../spec/merge-patch.ts";
import { standaloneXsd } from "../spec/standalone-xsd.ts";
import type { Change } from "./change.ts";
import { openApiChanges } from "./openapi-changes.ts";
import { xsdChanges } from "./xsd-changes.ts";

/** What a specification says of one REST version, each part in one piece. */
export interface VersionOfSpec {
  readonly openApi: JsonObject;
  /** By file name, as in `async-status.xsd`. */
  readonly xsd: Readonly<Record<string, string>>;
}

/** A specification by its REST versions. */
export type Specification = Readonly<Record<string, VersionOfSpec>>;

const xsdFiles = documentNames.map((name) => `${kebabName(name)}.xsd`);

/** Reads the specification in a folder, such as `spec` of another revision. */
export function readSpecification(folder: string): Specification {
  const all = bundleOpenApi(folder);
  const versions = versionsIn(all).map((version) => {
    const xsd = xsdFiles.map(
      (file) => [file, standaloneXsd(`${version}/${file}`, join(folder, "xsd"))] as const,
    );
    return [version, { openApi: inVersion(all, version), xsd: Object.fromEntries(xsd) }] as const;
  });
  return Object.fromEntries(versions);
}

/** Every change from one specification to another. */
export function specificationChanges(before: Specification, after: Specification): Change[] {
  const versions = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...versions].flatMap((version): Change[] => {
    const [old, now] = [before[version], after[version]];
    if (!old) return [{ size: "minor", place: version, what: "was added" }];
    if (!now) return [{ size: "major", place: version, what: "was removed" }];
    return [
      ...openApiChanges(old.openApi, now.openApi, version),
      ...Object.entries(old.xsd).flatMap(([file, text]) =>
        xsdChanges(text, now.xsd[file] ?? text, `${version}/${file}`),
      ),
    ];
  });
}
