import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DocumentName, type RestVersion, restVersions } from "@asyncstatus/model";
import { XmlDocument, XmlLibError, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";
import { kebabName } from "../kebab-name.ts";
import { workspace } from "../paths.ts";

xmlRegisterFsInputProviders();

/** Validates bodies against the XSD in `spec/xsd` of a document and version. */
export class Xsd {
  readonly #validator: XsdValidator;

  constructor(document: DocumentName, version: RestVersion = restVersions[0]) {
    const path = join(workspace, "spec/xsd", version, `${kebabName(document)}.xsd`);
    using schema = XmlDocument.fromBuffer(readFileSync(path), { url: path });
    this.#validator = XsdValidator.fromDoc(schema);
  }

  /** Returns the errors of a body; empty if it is valid. */
  findings(body: string | Uint8Array): string[] {
    try {
      const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
      using document = XmlDocument.fromBuffer(bytes);
      this.#validator.validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`);
    }
  }
}
