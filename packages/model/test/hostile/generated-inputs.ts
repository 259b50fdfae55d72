import { gzipSync } from "node:zlib";
import type { DecodeErrorCode } from "../../src/codec/decode-error.ts";
import { defaultXmlLimits } from "../../src/xml/xml-limits.ts";

/** A body too large for a file, and what becomes of it when it is read as an asyncstatus. */
export interface GeneratedInput {
  readonly name: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly want: "value" | DecodeErrorCode;
}

const limit = defaultXmlLimits.maxBytes;
const utf8 = (text: string) => new TextEncoder().encode(text);
const from = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join("");

/** As much of a piece as fits, between a start and an end, up to the limit. */
function fill(start: string, piece: string, end = "", bytes = limit): Uint8Array<ArrayBuffer> {
  const each = utf8(piece).length;
  return utf8(start + piece.repeat(Math.floor((bytes - start.length - end.length) / each)) + end);
}

const START = "<response><data>";
const END = "</data></response>";
const FAILED = `${START}<operationState><operation>save</operation><status>fail</status><errorMessage>`;
const FAILED_END = `</errorMessage></operationState>${END}`;
const ATTRIBUTES = from(500, (index) => ` a${index}=''`);
const NAMESPACES = from(200, (index) => ` xmlns:n${index}=''`);
const FAR_APART = from(130, (index) => ` ${"a".repeat(23)}${index}=''`);
const NESTED = `${"<x>".repeat(29)}${"</x>".repeat(29)}${" ".repeat(670)}`;

const TABLE: Readonly<
  Record<string, readonly [body: Uint8Array<ArrayBuffer>, want: GeneratedInput["want"]]>
> = {
  "less-than signs": [fill("<a>", "<"), "not-well-formed"],
  ampersands: [fill("<a>", "&"), "not-well-formed"],
  semicolons: [fill(FAILED, ";", FAILED_END), "value"],
  "start tags": [fill("", "<a>"), "too-deep"],
  "end tags": [fill("<a>", "</b>"), "not-well-formed"],
  "empty elements": [fill(START, "<b/>", END), "too-many-elements"],
  "elements far apart": [fill(START, `<b></b>${" ".repeat(98)}`, END), "value"],
  "elements as deep as may be": [fill(START, NESTED, END), "value"],
  "elements with much text": [fill(START, `<b>${"x".repeat(20)}</b>`, END), "value"],
  "messages at any depth": [
    fill(
      `${START}</data><messages>`,
      "<m><n><errorMessage>x</errorMessage></n><link>y</link></m>",
      "</messages></response>",
    ),
    "too-many-elements",
  ],
  "messages that are not parted": [
    fill(
      `${START}</data><messages>`,
      `<errorMessage>${"x".repeat(30)}</errorMessage>`,
      "</messages></response>",
    ),
    "value",
  ],
  "links of one letter": [
    fill(`${START}</data><links>`, `<link>${"y".repeat(20)}</link>`, "</links></response>"),
    "value",
  ],
  "words of status": [
    fill(`${START}<operationState>`, `<status>${"x".repeat(10)}</status>`),
    "not-well-formed",
  ],
  "one word": [
    fill(`${START}<operationState><operation>`, "x ", `</operation></operationState>${END}`),
    "missing-element",
  ],
  "digits of a number": [fill(FAILED, "9", FAILED_END), "value"],
  "white space in a tag": [fill("<a", " "), "not-well-formed"],
  "white space in an end tag": [fill(`${START}</data`, " ", "></response>"), "value"],
  "white space around the root": [fill(`${START}${END}`, "\n"), "value"],
  "white space in a declaration": [fill("<?xml version='1.0'", " ", `?>${START}${END}`), "value"],
  "white space in a declaration without an end": [
    fill("<?xml version='1.0'", " "),
    "not-well-formed",
  ],
  "white space in a word": [
    fill(`${START}<operationState><operation>`, " ", `</operation></operationState>${END}`),
    "missing-element",
  ],
  "attributes that are one too many": [fill("<a", " b=''"), "not-well-formed"],
  attributes: [fill(START, `<b${ATTRIBUTES}/>`, END), "too-many-elements"],
  "attributes far apart": [fill(START, `<b${FAR_APART}/>`, END), "value"],
  namespaces: [fill(START, `<b${NAMESPACES}/>`, END), "too-many-elements"],
  "references in attributes": [fill(START, `<b c='${"&#65;".repeat(800)}'/>`, END), "value"],
  "an attribute without an end": [fill("<a b='", "c"), "not-well-formed"],
  "an attribute too long": [fill("<a b='", "c", "'/>"), "tag-too-long"],
  "an equals sign that does not come": [fill("<a b", " ", ">"), "not-well-formed"],
  "a name without an end": [fill("<", "a"), "not-well-formed"],
  "names as long as may be": [fill(START, `<${"n".repeat(4000)} b='c'/>`, END), "value"],
  "names in another script": [fill(START, `<${"漢".repeat(300)}/>`, END), "value"],
  "a comment without an end": [fill("<a><!--", " -"), "not-well-formed"],
  "a comment": [fill(`${START}${END}<!--`, " -", " -->"), "value"],
  "empty comments": [fill(START, "<!---->", END), "value"],
  "comments in text": [fill(FAILED, "x<!---->", FAILED_END), "value"],
  "instructions without an end": [fill("<a>", "<?b "), "not-well-formed"],
  "empty instructions": [fill(START, "<?a?>", END), "value"],
  "a target without an end": [fill("<?", "t"), "not-well-formed"],
  "empty CDATA": [fill(START, "<![CDATA[]]>", END), "value"],
  "CDATA without an end": [fill("<a>", "<![CDATA["), "not-well-formed"],
  "CDATA of one letter": [fill(FAILED, "<![CDATA[x]]>", FAILED_END), "value"],
  "closing brackets": [fill(FAILED, "]", FAILED_END), "value"],
  "one reference": [fill(`${FAILED}&#`, "0", `65;${FAILED_END}`), "value"],
  "a reference without an end": [fill("<a>&#", "6"), "not-well-formed"],
  "the name of an entity": [fill("<a>&", "n", ";</a>"), "undefined-entity"],
  references: [fill(FAILED, "&#65;", FAILED_END), "value"],
  entities: [fill(FAILED, "&lt;", FAILED_END), "value"],
  "references one of which is wrong": [fill(FAILED, "&#65;", "&#0;"), "forbidden-character"],
  "line ends": [fill("<a>", "\r", "<"), "not-well-formed"],
  "line ends of two characters": [fill(FAILED, "\r\n", FAILED_END), "value"],
  "line ends in attributes": [fill(START, `<b c='${"\r\n".repeat(2000)}'/>`, END), "value"],
  "characters of four bytes": [fill(FAILED, "😀", FAILED_END), "value"],
  "a control character at the end": [fill(FAILED, "\r", "\u0001"), "forbidden-character"],
  "a byte of no character at the end": [
    Uint8Array.from([...fill(FAILED, "\n", "", limit - 1), 0xff]),
    "not-utf8",
  ],
  "byte order marks": [fill("", "\uFEFF"), "not-well-formed"],
  NUL: [new Uint8Array(limit), "forbidden-character"],
  "one byte too many": [fill(FAILED, "x", FAILED_END, limit + 1), "too-large"],
  "1 MiB of dense XML": [fill(START, "<b/>", END, 2 ** 20), "too-large"],
  "4 MiB of spaces": [new Uint8Array(2 ** 22).fill(0x20), "too-large"],
  // The transports refuse every Content-Encoding; a decoder that is handed one all the same sees bytes.
  "a bomb of gzip": [new Uint8Array(gzipSync(new Uint8Array(2 ** 26), { level: 9 })), "not-utf8"],
};

/** All inputs that are made. */
export function generateInputs(): GeneratedInput[] {
  return Object.entries(TABLE).map(([name, [body, want]]) => ({ name, body, want }));
}
