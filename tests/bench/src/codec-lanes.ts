import { readFileSync } from "node:fs";
import { createDecoder, decode, encode } from "@asyncstatus/model";
import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";
import { XmlDocument } from "libxml2-wasm";
import { SaxesParser } from "saxes";

/** One way to read the vendor's example of an answer, or to write it. */
export type CodecWork = (this: void) => unknown;

const example = new URL(
  "../../../spec/examples/async-status/activate-success.xml",
  import.meta.url,
);
const body = new Uint8Array(readFileSync(example));
const value = decode("AsyncStatusResponse", body);
const state = value.data.operationState ?? { operation: "unknown", status: "unknown" };
const json = JSON.stringify(value);
const utf8 = new TextDecoder("utf-8", { fatal: true });

// Nothing converted, no entity resolved: what does not lose information.
const safeOptions = {
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
};
const parser = new XMLParser(safeOptions);
const builder = new XMLBuilder({ ...safeOptions, format: true, suppressEmptyNode: true });
const plain = parser.parse(utf8.decode(body));

const decodeAgain = createDecoder("AsyncStatusResponse");
decodeAgain(body);
// As a transport gives it: other memory each time, with the same in it.
const equal = body.slice();

/** Who reads: from bytes to what they mean, or to a tree where that is all that somebody does. */
export const reading = {
  first: () => decode("AsyncStatusResponse", body),
  again: () => decodeAgain(equal),
  fastXmlParser: () => {
    const text = utf8.decode(body);
    if (XMLValidator.validate(text) !== true) throw new Error("The example is not valid.");
    return parser.parse(text);
  },
  saxes: () => {
    let texts = 0;
    const saxes = new SaxesParser();
    saxes.on("text", () => {
      texts += 1;
    });
    saxes.write(utf8.decode(body)).close();
    return texts;
  },
  libxml2: () => {
    using document = XmlDocument.fromBuffer(body);
    return document.root.name;
  },
  json: () => JSON.parse(json),
} satisfies Record<string, CodecWork>;

/** Who writes the same, from its own idea of it. */
export const writing = {
  encode: () => encode("AsyncStatusResponse", value),
  fastXmlBuilder: () => builder.build(plain),
  libxml2: () => {
    using document = XmlDocument.create();
    const { operation, status } = state;
    const root = document.createRoot("response");
    const written = root.addElement("data").addElement("operationState");
    written.addElement("operation").addText(operation);
    written.addElement("status").addText(status);
    root.addElement("messages");
    root.addElement("links");
    return document.toString();
  },
  json: () => JSON.stringify(value),
} satisfies Record<string, CodecWork>;
