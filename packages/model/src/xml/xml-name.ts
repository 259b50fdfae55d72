// https://www.w3.org/TR/xml-names/#NT-NCName without U+1680 and U+FEFF, which fast-xml-parser
// takes for white space, so that a name would end there.
const ncNameStart =
  "A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u167F" +
  "\\u1681-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF" +
  "\\uFDF0-\\uFEFE\\uFF00-\\uFFFD\\u{10000}-\\u{EFFFF}";
const ncNameRest = `${ncNameStart}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040`;

const ncName = new RegExp(`^[${ncNameStart}][${ncNameRest}]*$`, "u");

/** An XML name, prefix included: the source of a regular expression with the `u` flag. */
export const xmlName: string = `[:${ncNameStart}][:${ncNameRest}]*`;

/** Returns true for an XML name without a colon. */
export function isNcName(name: string): boolean {
  return ncName.test(name);
}
