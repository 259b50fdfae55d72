import { positionAt } from "./position.ts";
import { XmlError } from "./xml-error.ts";

const SPACE = "[ \\t\\r\\n]";
const EQUALS = `${SPACE}*=${SPACE}*`;

/** https://www.w3.org/TR/xml/#NT-XMLDecl */
const DECLARATION = new RegExp(
  `^<\\?xml${SPACE}+version${EQUALS}(["'])(?<version>1\\.[0-9]+)\\1` +
    `(?:${SPACE}+encoding${EQUALS}(["'])(?<encoding>[A-Za-z][A-Za-z0-9._-]*)\\3)?` +
    `(?:${SPACE}+standalone${EQUALS}(["'])(?:yes|no)\\5)?${SPACE}*\\?>`,
);

/**
 * Finds where the XML declaration ends: 0 in a document that has none.
 *
 * @throws {XmlError} `not-well-formed`, `unsupported-version`, `not-utf8`
 */
export function endOfXmlDeclaration(text: string): number {
  if (!/^<\?xml[ \t\r\n]/.test(text)) return 0;
  const declaration = DECLARATION.exec(text);
  if (!declaration) {
    throw new XmlError(
      "not-well-formed",
      'found a malformed XML declaration, expected <?xml version="1.0" encoding="UTF-8"?>',
      positionAt(text, 0),
    );
  }
  const { version, encoding = "UTF-8" } = declaration.groups ?? {};
  if (version !== "1.0") {
    throw new XmlError(
      "unsupported-version",
      `found version ${version} of XML declared, expected 1.0`,
      positionAt(text, 0),
    );
  }
  if (encoding.toUpperCase() !== "UTF-8") {
    throw new XmlError(
      "not-utf8",
      "found another encoding declared, expected UTF-8",
      positionAt(text, 0),
    );
  }
  return declaration[0].length;
}
