import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type DocumentName, type RestVersion, restVersions } from "@asyncstatus/model";
import { kebabName } from "../kebab-name.ts";
import { workspace } from "../paths.ts";
import { Xsd } from "./xsd.ts";

const folder = join(workspace, "spec/examples");

/** Every document. */
export const documentNames: readonly DocumentName[] = [
  "AcceptedResponse",
  "AccessTokenResponse",
  "AsyncStatusResponse",
  "ConfigurationVersionsResponse",
  "ErrorResponse",
  "SupportedVersionsResponse",
  "SystemStatusResponse",
];

/** A situation: a body, and what it reads as or why it is refused. */
export interface Example {
  /** Its file without the ending, below `spec/examples`. */
  readonly name: string;
  readonly document: DocumentName;
  /** The version that it is written in: that of its folder, or the newest. */
  readonly version: RestVersion;
  /**
   * `valid` bodies are what a device sends by the specification, `tolerated` ones are read all the same,
   * `invalid` ones are refused.
   */
  readonly kind: "valid" | "tolerated" | "invalid";
  readonly xml: Uint8Array;
  readonly json: unknown;
}

/** All situations of `spec/examples`. */
export function readExamples(): Example[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile() && file.name.endsWith(".xml"))
    .map((file) => {
      const path = join(file.parentPath, file.name.replace(/\.xml$/, ""));
      const name = relative(folder, path);
      const [top, ...more] = name.split("/").slice(0, -1);
      const document = documentNames.find((known) => kebabName(known) === (more[0] ?? top));
      const older = restVersions.slice(1).find((version) => version === top);
      const kind = more.length === 0 || older ? "valid" : top;
      if (!document || (kind !== "valid" && kind !== "tolerated" && kind !== "invalid")) {
        throw new Error(`spec/examples/${name}.xml: no document, kind or version has this folder`);
      }
      const version = older ?? restVersions[0];
      const json: unknown = JSON.parse(readFileSync(`${path}.json`, "utf8"));
      return { name, document, version, kind, xml: readFileSync(`${path}.xml`), json };
    });
}

/**
 * The valid situations as they are in one version: those of its own folder, and those of the newest
 * version that are not among them and are valid in it too.
 */
export function examplesIn(version: RestVersion): Example[] {
  const valid = readExamples().filter(({ kind }) => kind === "valid");
  const own = valid.filter((example) => example.version === version);
  if (version === restVersions[0]) return own;
  const names = new Set(own.map(({ name }) => name));
  const shared = valid
    .filter((example) => example.version === restVersions[0])
    .map((example) => ofVersion(example, version))
    .filter(
      ({ name, document, xml }) => !names.has(name) && isValid(new Xsd(document, version), xml),
    );
  return [...own, ...shared];
}

/** An example of the newest version under the name and the paths of another. */
function ofVersion(example: Example, version: RestVersion): Example {
  const rename = (text: string) =>
    text.replaceAll(`/rest/${restVersions[0]}/`, `/rest/${version}/`);
  return {
    ...example,
    name: `${version}/${example.name}`,
    version,
    xml: Buffer.from(rename(Buffer.from(example.xml).toString())),
    json: JSON.parse(rename(JSON.stringify(example.json))),
  };
}

function isValid(xsd: Xsd, xml: Uint8Array): boolean {
  return xsd.findings(xml).length === 0;
}
