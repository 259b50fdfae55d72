import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { workspace } from "../paths.ts";

const xsdFolder = join(workspace, "spec/xsd");

/** What a file of `spec/xsd` holds, apart from what it includes. */
export interface XsdPart {
  /** The file, as in `shared/envelope.xsd`. */
  readonly file: string;
  /** The lines between the tags of its root, with the comment above it. */
  readonly text: string;
}

/** What makes up a schema: its own part last, and before it those that it includes, each once. */
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

/** The tags around the parts of a schema. */
export const xsdFrame = {
  before:
    '<?xml version="1.0" encoding="UTF-8"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n',
  after: "</xs:schema>\n",
};

/** The schema of one file and all that it includes, in one piece. */
export function standaloneXsd(file: string, folder: string = xsdFolder): string {
  const texts = xsdParts(file, folder).map(({ text }) => text);
  return `${xsdFrame.before}${texts.filter(Boolean).join("\n")}${xsdFrame.after}`;
}
