import fc from "fast-check";
import { expect, test } from "vitest";
import { parseXml } from "./parse-xml.ts";
import { XmlError } from "./xml-error.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Tells how reading ends; an error of any other type is not caught. */
function outcome(bytes: Uint8Array): string {
  try {
    parseXml(bytes);
    return "read";
  } catch (error) {
    if (error instanceof XmlError) return error.code;
    throw error;
  }
}

function fill(start: string, piece: string, end = ""): string {
  const space = 2 ** 20 - start.length - end.length;
  return start + piece.repeat(Math.floor(space / piece.length)) + end;
}

const HOSTILE: Readonly<Record<string, readonly [given: string, want: string]>> = {
  "less-than signs": [fill("<a>", "<"), "not-well-formed"],
  ampersands: [fill("<a>", "&"), "not-well-formed"],
  "start tags": [fill("", "<a>"), "too-deep"],
  "empty elements": [fill("<a>", "<b/>", "</a>"), "too-many-elements"],
  "white space in a tag": [fill("<a", " "), "not-well-formed"],
  "white space in a declaration": [fill("<?xml version='1.0'", " ", "?><a/>"), "read"],
  "attributes that are one too many": [fill("<a", " b=''"), "not-well-formed"],
  "an attribute without an end": [fill("<a b='", "c"), "not-well-formed"],
  "an attribute too long": [fill("<a b='", "c", "'/>"), "tag-too-long"],
  "a name without an end": [fill("<", "a"), "not-well-formed"],
  "a comment without an end": [fill("<a><!--", " -"), "not-well-formed"],
  "empty comments": [fill("<a>", "<!---->", "</a>"), "read"],
  "instructions without an end": [fill("<a>", "<?b "), "not-well-formed"],
  "empty CDATA": [fill("<a>", "<![CDATA[]]>", "</a>"), "read"],
  "closing brackets": [fill("<a>", "]", "</a>"), "read"],
  "one reference": [fill("<a>&#", "0", "65;</a>"), "read"],
  references: [fill("<a>", "&#65;", "</a>"), "read"],
  "line ends": [fill("<a>", "\r", "<"), "not-well-formed"],
};

// A scan that went back over its input would take minutes and meet the time limit of the test.
for (const [name, [given, want]] of Object.entries(HOSTILE)) {
  test(`is soon done with a megabyte of ${name}`, () => {
    expect(outcome(utf8(given))).toBe(want);
  });
}

test("no message quotes content, which may be a token", () => {
  const secret = "c2VjcmV0";
  const malformed = [
    `<a>${secret}`,
    `<a>${secret}</b>`,
    `<a>${secret}&${secret};</a>`,
    `<a>${secret}]]></a>`,
    `<a>${secret}\0</a>`,
    `<a b="${secret}&"/>`,
    `<a b="${secret}" c/>`,
    `<a b=${secret}/>`,
    `<a><![CDATA[${secret}`,
    `<a><!--${secret}--${secret}--></a>`,
    `<a/>${secret}`,
    secret,
  ];
  for (const given of malformed) {
    expect(() => parseXml(utf8(given))).toThrow(XmlError);
    expect(() => parseXml(utf8(given))).not.toThrow(secret);
  }
});

test("nothing but an XmlError comes of any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      outcome(bytes);
    }),
    { numRuns: 5000 },
  );
});
