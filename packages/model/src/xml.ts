export { textForXml } from "./xml/text-for-xml.ts";
export { writeXml } from "./xml/write-xml.ts";
export { escapeForbiddenCharacters, xmlCharacterClass } from "./xml/xml-character.ts";
export type { XmlContent, XmlElement } from "./xml/xml-element.ts";
export { XmlError, type XmlErrorCode } from "./xml/xml-error.ts";
