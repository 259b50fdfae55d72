import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { DocumentName } from "@asyncstatus/model";
import { kebabName } from "../kebab-name.ts";
import { workspace } from "../paths.ts";

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
      const parts = name.split("/");
      const kind = parts.length === 2 ? "valid" : parts[0];
      const document = documentNames.find((known) => kebabName(known) === parts.at(-2));
      if (!document || (kind !== "valid" && kind !== "tolerated" && kind !== "invalid")) {
        throw new Error(`spec/examples/${name}.xml: no document or kind has this folder`);
      }
      const json: unknown = JSON.parse(readFileSync(`${path}.json`, "utf8"));
      return { name, document, kind, xml: readFileSync(`${path}.xml`), json };
    });
}
