import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type DocumentName, type RestVersion, restVersions } from "@asyncstatus/model";
import { xsdFiles } from "@asyncstatus/model/xsd";
import { kebabName } from "../kebab-name.ts";
import { workspace } from "../paths.ts";
import { Xsd } from "./xsd.ts";

const folder = join(workspace, "spec/examples");

/** Every document. */
export const documentNames = Object.keys(xsdFiles) as readonly DocumentName[];

/** A body, and its decoded value or the reason why it is refused. */
export interface Example {
  /** The file below `spec/examples`, without its extension. */
  readonly name: string;
  readonly document: DocumentName;
  /** The version of its folder, or the newest. */
  readonly version: RestVersion;
  /**
   * A device that follows the specification sends `valid` bodies. `tolerated` bodies are read, but never
   * written; `invalid` bodies are refused.
   */
  readonly kind: "valid" | "tolerated" | "invalid";
  readonly xml: Uint8Array;
  readonly json: unknown;
}

/** Reads all examples in `spec/examples`. */
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
        throw new Error(
          `spec/examples/${name}.xml: expected a folder named after a document, kind or version`,
        );
      }
      const version = older ?? restVersions[0];
      const json: unknown = JSON.parse(readFileSync(`${path}.json`, "utf8"));
      return { name, document, version, kind, xml: readFileSync(`${path}.xml`), json };
    });
}

/**
 * Reads the valid examples of one version: those in its folder, and the others of the newest version that
 * are valid in it too.
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

/** Renames an example of the newest version to another version, including its paths. */
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
