import { kebabName } from "../kebab-name.ts";
import { type DocumentsSchema, documentNamesOf } from "../spec/documents-schema.ts";
import { xsdFrame, xsdParts } from "../spec/standalone-xsd.ts";

/** Generates the module with the XSD of every document in every version. Shared parts are in it once. */
export function xsdModule(schema: DocumentsSchema, versions: readonly string[]): string {
  const names = documentNamesOf(schema);
  const texts = new Map<string, string>();
  const entries = versions.map((version) => {
    const schemas = names.map((name) => {
      const parts = xsdParts(`${version}/${kebabName(name)}.xsd`).filter(({ text }) => text);
      for (const { file, text } of parts) texts.set(file, text);
      const files = parts.map(({ file }) => JSON.stringify(file));
      return `"${kebabName(name)}.xsd": schema(${files.join(", ")}),`;
    });
    return `"${version}": {\n${schemas.join("\n")}\n},`;
  });
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = sorted.map(([file, text]) => `"${file}": ${templateLiteral(text)},`);
  const files = names.map((name) => `${name}: "${kebabName(name)}.xsd",`);
  return `// Generated from spec/xsd by \`pnpm generate\`. Do not edit.

import type { DocumentName, RestVersion } from "./types.ts";

/** The content of each file of the specification, without its includes. */
const parts = {
${parts.join("\n")}
};

function schema(...files: (keyof typeof parts)[]): string {
  const texts = files.map((file) => parts[file]);
  return \`${xsdFrame.before}\${texts.join("\\n")}${xsdFrame.after}\`;
}

/** The schema file of every document. */
export const xsdFiles = {
${files.join("\n")}
} as const satisfies Record<DocumentName, string>;

/** The file name of a schema, as in \`async-status.xsd\`. */
export type XsdFile = (typeof xsdFiles)[DocumentName];

/**
 * The XSD of every document, by REST version and file name. Each text is self-contained: includes
 * are resolved.
 */
export const xsd: Readonly<Record<RestVersion, Readonly<Record<XsdFile, string>>>> = {
${entries.join("\n")}
};
`;
}

function templateLiteral(text: string): string {
  return `\`${text.replace(/[\\`]|\$\{/g, "\\$&")}\``;
}
