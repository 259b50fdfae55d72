import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { type DocumentsSchema, documentNamesOf } from "../spec/documents-schema.ts";

/** Compiles the JSON Schema of the documents to a module of validators that runs without ajv. */
export function standaloneValidators(schema: DocumentsSchema): string {
  const ajv = new Ajv({
    code: { source: true, esm: true },
    // One function per definition is a quarter of the code.
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
      "A validator needs ajv to run, because of a keyword such as format or minLength. " +
        "Use `pattern` instead.",
    );
  }
  // ajv exports one function per document, which are put into a typed record.
  const functions = code.replace('"use strict";', "").replace(/^export const /gm, "const ");
  return `// Generated from spec/openapi by \`pnpm generate\`. Do not edit.
// @ts-nocheck

import type { Validator } from "../schema/validator.ts";
import type { DocumentName } from "./types.ts";

${functions}

/** The validator of every document, for values of the newest version. */
export const validators: Record<DocumentName, Validator> = { ${names.join(", ")} };
`;
}
