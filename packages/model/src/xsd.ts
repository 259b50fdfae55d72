export { type XsdFile, xsd, xsdFiles } from "./gen/xsd.ts";
