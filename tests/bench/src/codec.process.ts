// Started by `codec` once per task: runs the task repeatedly and reports its CPU time.

import { readFileSync } from "node:fs";
import { createDecoder, decode, encode } from "@asyncstatus/model";
import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";
import { XmlDocument } from "libxml2-wasm";
import { cpuMicrosEach } from "./measure.ts";
import { receiveArgument, serve } from "./other-process.ts";

export type CodecTask = keyof typeof tasks;

const example = "../../../spec/examples/async-status/activate-success.xml";
const body = new Uint8Array(readFileSync(new URL(example, import.meta.url)));
const value = decode("AsyncStatusResponse", body);
const utf8 = new TextDecoder("utf-8", { fatal: true });

// No conversion and no entity processing: the options that lose no information.
const safeOptions = {
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: false,
};
const parser = new XMLParser(safeOptions);
const builder = new XMLBuilder({ ...safeOptions, format: true, suppressEmptyNode: true });
const tree = parser.parse(utf8.decode(body));

const decodeRepeated = createDecoder("AsyncStatusResponse");
decodeRepeated(body);
// Equal bytes in other memory, as a transport delivers them.
const equal = body.slice();

const tasks = {
  decode: () => decode("AsyncStatusResponse", body),
  "decode-repeated": () => decodeRepeated(equal),
  "fast-xml-parser": () => {
    const text = utf8.decode(body);
    if (XMLValidator.validate(text) !== true) throw new Error("The example is not valid.");
    return parser.parse(text);
  },
  libxml2: () => {
    using document = XmlDocument.fromBuffer(body);
    return document.root.name;
  },
  encode: () => encode("AsyncStatusResponse", value),
  "fast-xml-builder": () => builder.build(tree),
};

const task = tasks[await receiveArgument<CodecTask>()];
serve("ready", (times: number) =>
  cpuMicrosEach(async () => {
    for (let done = 0; done < times; done += 1) task();
    return times;
  }),
);
