import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";

/** The JSON Schema of the documents, as far as it is read here. */
export interface DocumentsSchema {
  readonly definitions: Readonly<Record<string, { readonly "x-document"?: boolean }>>;
}

/** The names of the documents among the definitions. */
export function documentNamesOf({ definitions }: DocumentsSchema): string[] {
  return Object.keys(definitions).filter((name) => definitions[name]?.["x-document"]);
}

/** Turns the JSON Schema of the documents into one module of validators that needs no ajv to run. */
export function standaloneValidators(schema: DocumentsSchema): string {
  const ajv = new Ajv({
    code: { source: true, esm: true },
    // One function a definition, called where it is referred to: a quarter of the code.
    inlineRefs: false,
    keywords: ["x-document"],
    strict: true,
  });
  ajv.addSchema(schema, "documents");
  const names = documentNamesOf(schema);
  const code = standaloneCode.default(
    ajv,
    Object.fromEntries(names.map((name) => [name, `documents#/definitions/${name}`])),
  );
  if (/\brequire\(|\bimport\b/.test(code)) {
    throw new Error(
      "A validator would need ajv to run: a keyword of the schemas (such as format or minLength) " +
        "brings in a helper. Say it by `pattern` instead.",
    );
  }
  // ajv exports one function a document; behind a typed record, nobody needs to know how.
  const functions = code.replace('"use strict";', "").replace(/^export const /gm, "const ");
  return `// Generated from spec/openapi by \`pnpm generate\`. Do not edit.
// @ts-nocheck

import type { Validator } from "../codec/validator.ts";
import type { DocumentName } from "./types.ts";

${functions}

/** The validator of every document: what may be written in the newest version. */
export const validators: Record<DocumentName, Validator> = { ${names.join(", ")} };
`;
}
