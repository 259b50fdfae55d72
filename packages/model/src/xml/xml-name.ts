// https://www.w3.org/TR/xml-names/#NT-NCName without U+1680 and U+FEFF, which the regular
// expressions of fast-xml-parser take for white space and so would end a name at.
const NC_NAME_START =
  "A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u167F" +
  "\\u1681-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF" +
  "\\uFDF0-\\uFEFE\\uFF00-\\uFFFD\\u{10000}-\\u{EFFFF}";
const NC_NAME_REST = `${NC_NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040`;

const NC_NAME = new RegExp(`^[${NC_NAME_START}][${NC_NAME_REST}]*$`, "u");

/** An XML name, prefix included: the source of a regular expression with the `u` flag. */
export const NAME: string = `[:${NC_NAME_START}][:${NC_NAME_REST}]*`;

/** Tells whether this is an XML name without a colon. */
export function isNcName(name: string): boolean {
  return NC_NAME.test(name);
}
