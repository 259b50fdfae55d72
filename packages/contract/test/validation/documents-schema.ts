import { readFileSync } from "node:fs";
import type { DocumentName } from "@asyncstatus/model";

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<
    Record<string, { readonly $ref?: string; readonly items?: Schema }>
  >;
  readonly $ref?: string;
}

/** The JSON Schemas of the decoded documents, as they are generated from OpenAPI. */
export interface DocumentsSchema {
  readonly definitions: Readonly<Record<string, Schema>> & Readonly<Record<DocumentName, Schema>>;
}

/** Those of the newest version, which takes what the older ones have. */
export const documentsSchema: DocumentsSchema = JSON.parse(
  readFileSync(new URL("../../../model/src/gen/documents.schema.json", import.meta.url), "utf8"),
);
