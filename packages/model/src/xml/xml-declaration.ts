import { positionAt } from "./position.ts";
import { XmlError, type XmlErrorCode } from "./xml-error.ts";

const space = "[ \\t\\r\\n]";
const equals = `${space}*=${space}*`;

/** https://www.w3.org/TR/xml/#NT-XMLDecl */
const declaration = new RegExp(
  `^<\\?xml${space}+version${equals}(["'])(?<version>1\\.[0-9]+)\\1` +
    `(?:${space}+encoding${equals}(["'])(?<encoding>[A-Za-z][A-Za-z0-9._-]*)\\3)?` +
    `(?:${space}+standalone${equals}(["'])(?:yes|no)\\5)?${space}*\\?>`,
);

/**
 * Returns the offset of the end of the XML declaration, 0 if there is none.
 *
 * @throws {XmlError} `not-well-formed`, `unsupported-version`, `not-utf8`
 */
export function endOfXmlDeclaration(text: string): number {
  if (!/^<\?xml[ \t\r\n]/.test(text)) return 0;
  const fail = (code: XmlErrorCode, message: string): never => {
    throw new XmlError(code, message, positionAt(text, 0));
  };
  const found =
    declaration.exec(text) ??
    fail(
      "not-well-formed",
      'found a malformed XML declaration, expected <?xml version="1.0" encoding="UTF-8"?>',
    );
  const { version, encoding = "UTF-8" } = found.groups ?? {};
  if (version !== "1.0") {
    fail("unsupported-version", "found another version of XML declared, expected 1.0");
  }
  if (encoding.toUpperCase() !== "UTF-8") {
    fail("not-utf8", "found another encoding declared, expected UTF-8");
  }
  return found[0].length;
}
