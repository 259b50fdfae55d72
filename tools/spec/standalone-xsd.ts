import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { kebabName } from "../kebab-name.ts";
import { workspace } from "../paths.ts";

const xsdFolder = join(workspace, "spec/xsd");

/** The content of a file in `spec/xsd`, without its includes. */
export interface XsdPart {
  /** The file, as in `shared/envelope.xsd`. */
  readonly file: string;
  /** The content of the root element, and the comment before it. */
  readonly text: string;
}

/** Returns the parts of a schema: the included ones, each once, then its own. */
export function xsdParts(
  file: string,
  folder: string = xsdFolder,
  known: ReadonlySet<string> = new Set(),
): XsdPart[] {
  const source = readFileSync(join(folder, file), "utf8");
  const [, comment = "", body = ""] =
    /^<\?xml [^>]*\?>\n(.*?)<xs:schema [^>]*>\n(.*)<\/xs:schema>\n$/s.exec(source) ?? [];
  const include = /^ *<xs:include schemaLocation="([^"]+)"\/>\n/gm;
  const parts: XsdPart[] = [];
  for (const [, location = ""] of body.matchAll(include)) {
    const included = relative(folder, join(folder, dirname(file), location));
    const seen = new Set([...known, file, ...parts.map((part) => part.file)]);
    if (!seen.has(included)) parts.push(...xsdParts(included, folder, seen));
  }
  const own = `${comment.replace(/^(?=.)/gm, "  ")}${body.replace(include, "")}`;
  return [...parts, { file, text: own.trim() === "" ? "" : own.replace(/\n*$/, "\n") }];
}

/** The markup around the parts of a schema. */
export const xsdFrame = {
  before:
    '<?xml version="1.0" encoding="UTF-8"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n',
  after: "</xs:schema>\n",
};

/** Returns the schema of a file with all includes resolved. */
export function standaloneXsd(file: string, folder: string = xsdFolder): string {
  const texts = xsdParts(file, folder).map(({ text }) => text);
  return `${xsdFrame.before}${texts.filter(Boolean).join("\n")}${xsdFrame.after}`;
}

/**
 * Returns one schema of a version in which each response is a type, named after its document. Tools that read
 * all schemas together get no root that is defined twice.
 */
export function documentsXsd(
  version: string,
  documents: readonly string[],
  folder: string = xsdFolder,
): string {
  const parts = new Map<string, string>();
  for (const document of documents) {
    for (const { file, text } of xsdParts(`${version}/${kebabName(document)}.xsd`, folder)) {
      parts.set(file, parts.get(file) ?? asType(document, text));
    }
  }
  return `${xsdFrame.before}${[...parts.values()].filter(Boolean).join("\n")}${xsdFrame.after}`;
}

/** Replaces the root element by its type. */
function asType(document: string, text: string): string {
  return text.replace(
    /^ {2}<xs:element name="response">\n {4}<xs:complexType>\n(.*?)^ {4}<\/xs:complexType>\n {2}<\/xs:element>$/ms,
    (_, content: string) =>
      `  <xs:complexType name="${document}">\n${content.replace(/^ {2}/gm, "")}  </xs:complexType>`,
  );
}
