import { gzipSync } from "node:zlib";
import type { DecodeErrorCode } from "../../src/codec/decode-error.ts";
import { defaultXmlLimits } from "../../src/xml/xml-limits.ts";

/** A body that is too large for a file, and its expected outcome. */
export interface GeneratedInput {
  readonly name: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly want: "value" | DecodeErrorCode;
}

const limit = defaultXmlLimits.maxBytes;
const utf8 = (text: string) => new TextEncoder().encode(text);
const from = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join("");

/** Repeats a piece between a start and an end, up to the limit. */
function fill(start: string, piece: string, end = "", bytes = limit): Uint8Array<ArrayBuffer> {
  const each = utf8(piece).length;
  return utf8(start + piece.repeat(Math.floor((bytes - start.length - end.length) / each)) + end);
}

const head = "<response><data>";
const tail = "</data></response>";
const failed = `${head}<operationState><operation>save</operation><status>fail</status><errorMessage>`;
const failedEnd = `</errorMessage></operationState>${tail}`;
const attributes = from(500, (index) => ` a${index}=''`);
const namespaces = from(200, (index) => ` xmlns:n${index}=''`);
const farApart = from(130, (index) => ` ${"a".repeat(23)}${index}=''`);
const nested = `${"<x>".repeat(29)}${"</x>".repeat(29)}${" ".repeat(670)}`;

const table: Readonly<
  Record<string, readonly [body: Uint8Array<ArrayBuffer>, want: GeneratedInput["want"]]>
> = {
  "less-than signs": [fill("<a>", "<"), "not-well-formed"],
  ampersands: [fill("<a>", "&"), "not-well-formed"],
  semicolons: [fill(failed, ";", failedEnd), "value"],
  "start tags": [fill("", "<a>"), "too-deep"],
  "end tags": [fill("<a>", "</b>"), "not-well-formed"],
  "empty elements": [fill(head, "<b/>", tail), "too-many-elements"],
  "elements far apart": [fill(head, `<b></b>${" ".repeat(98)}`, tail), "value"],
  "elements at the depth limit": [fill(head, nested, tail), "value"],
  "elements with much text": [fill(head, `<b>${"x".repeat(20)}</b>`, tail), "value"],
  "messages at any depth": [
    fill(
      `${head}</data><messages>`,
      "<m><n><errorMessage>x</errorMessage></n><link>y</link></m>",
      "</messages></response>",
    ),
    "too-many-elements",
  ],
  "bare messages": [
    fill(
      `${head}</data><messages>`,
      `<errorMessage>${"x".repeat(30)}</errorMessage>`,
      "</messages></response>",
    ),
    "value",
  ],
  "short links": [
    fill(`${head}</data><links>`, `<link>${"y".repeat(20)}</link>`, "</links></response>"),
    "value",
  ],
  "repeated statuses": [
    fill(`${head}<operationState>`, `<status>${"x".repeat(10)}</status>`),
    "not-well-formed",
  ],
  "a long word": [
    fill(`${head}<operationState><operation>`, "x ", `</operation></operationState>${tail}`),
    "missing-element",
  ],
  "digits of a number": [fill(failed, "9", failedEnd), "value"],
  "white space in a tag": [fill("<a", " "), "not-well-formed"],
  "white space in an end tag": [fill(`${head}</data`, " ", "></response>"), "value"],
  "white space around the root": [fill(`${head}${tail}`, "\n"), "value"],
  "white space in a declaration": [fill("<?xml version='1.0'", " ", `?>${head}${tail}`), "value"],
  "white space in an unterminated declaration": [
    fill("<?xml version='1.0'", " "),
    "not-well-formed",
  ],
  "white space in a word": [
    fill(`${head}<operationState><operation>`, " ", `</operation></operationState>${tail}`),
    "missing-element",
  ],
  "repeated attributes": [fill("<a", " b=''"), "not-well-formed"],
  attributes: [fill(head, `<b${attributes}/>`, tail), "too-many-elements"],
  "attributes far apart": [fill(head, `<b${farApart}/>`, tail), "value"],
  namespaces: [fill(head, `<b${namespaces}/>`, tail), "too-many-elements"],
  "references in attributes": [fill(head, `<b c='${"&#65;".repeat(800)}'/>`, tail), "value"],
  "an unterminated attribute": [fill("<a b='", "c"), "not-well-formed"],
  "an attribute too long": [fill("<a b='", "c", "'/>"), "tag-too-long"],
  "a missing equals sign": [fill("<a b", " ", ">"), "not-well-formed"],
  "an unterminated name": [fill("<", "a"), "not-well-formed"],
  "names at the length limit": [fill(head, `<${"n".repeat(4000)} b='c'/>`, tail), "value"],
  "names in another script": [fill(head, `<${"漢".repeat(300)}/>`, tail), "value"],
  "an unterminated comment": [fill("<a><!--", " -"), "not-well-formed"],
  "a comment": [fill(`${head}${tail}<!--`, " -", " -->"), "value"],
  "empty comments": [fill(head, "<!---->", tail), "value"],
  "comments in text": [fill(failed, "x<!---->", failedEnd), "value"],
  "unterminated instructions": [fill("<a>", "<?b "), "not-well-formed"],
  "empty instructions": [fill(head, "<?a?>", tail), "value"],
  "an unterminated target": [fill("<?", "t"), "not-well-formed"],
  "empty CDATA": [fill(head, "<![CDATA[]]>", tail), "value"],
  "unterminated CDATA": [fill("<a>", "<![CDATA["), "not-well-formed"],
  "CDATA of one letter": [fill(failed, "<![CDATA[x]]>", failedEnd), "value"],
  "closing brackets": [fill(failed, "]", failedEnd), "value"],
  "one reference": [fill(`${failed}&#`, "0", `65;${failedEnd}`), "value"],
  "an unterminated reference": [fill("<a>&#", "6"), "not-well-formed"],
  "a long entity name": [fill("<a>&", "n", ";</a>"), "undefined-entity"],
  references: [fill(failed, "&#65;", failedEnd), "value"],
  entities: [fill(failed, "&lt;", failedEnd), "value"],
  "references, the last of which is invalid": [
    fill(failed, "&#65;", "&#0;"),
    "forbidden-character",
  ],
  "line ends": [fill("<a>", "\r", "<"), "not-well-formed"],
  "CRLF line ends": [fill(failed, "\r\n", failedEnd), "value"],
  "line ends in attributes": [fill(head, `<b c='${"\r\n".repeat(2000)}'/>`, tail), "value"],
  "characters of four bytes": [fill(failed, "😀", failedEnd), "value"],
  "a control character at the end": [fill(failed, "\r", "\u0001"), "forbidden-character"],
  "an invalid byte at the end": [
    Uint8Array.from([...fill(failed, "\n", "", limit - 1), 0xff]),
    "not-utf8",
  ],
  "byte order marks": [fill("", "\uFEFF"), "not-well-formed"],
  NUL: [new Uint8Array(limit), "forbidden-character"],
  "one byte too many": [fill(failed, "x", failedEnd, limit + 1), "too-large"],
  "1 MiB of dense XML": [fill(head, "<b/>", tail, 2 ** 20), "too-large"],
  "4 MiB of spaces": [new Uint8Array(2 ** 22).fill(0x20), "too-large"],
  // The transports refuse every Content-Encoding, so the decoder gets compressed bytes.
  "a gzip bomb": [new Uint8Array(gzipSync(new Uint8Array(2 ** 26), { level: 9 })), "not-utf8"],
};

/** Generates the inputs that are too large for files. */
export function generateInputs(): GeneratedInput[] {
  return Object.entries(table).map(([name, [body, want]]) => ({ name, body, want }));
}
