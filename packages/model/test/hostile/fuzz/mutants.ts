import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { DocumentName } from "../../../src/gen/types.ts";
import { readInputs } from "../read-inputs.ts";

/** A body made of others, and what it is read as. */
export interface Mutant {
  readonly body: Uint8Array;
  readonly document: DocumentName;
}

const documents: readonly DocumentName[] = [
  "AsyncStatusResponse",
  "AcceptedResponse",
  "AccessTokenResponse",
  "ConfigurationVersionsResponse",
  "ErrorResponse",
  "SupportedVersionsResponse",
  "SystemStatusResponse",
];

/** What means something to a reader of XML, or has once meant something to one. */
const PIECES = [
  ...("<>/&;#'\"=!?-]x1 \n\r\t\0\u0001\u00A0\u0085\u2028\uFEFF\uFFFE\u1680é漢😀:".match(/./gsu) ??
    []),
  "<a>",
  "</a>",
  "<b/>",
  "<x y='z'>",
  " y='1'",
  " y='1' y='2'",
  "<!---->",
  "<!--",
  "-->",
  "--",
  "<![CDATA[",
  "]]>",
  "<?x?>",
  "<?xml version='1.0'?>",
  "<!DOCTYPE response>",
  "<!ENTITY e 'x'>",
  "&lt;",
  "&amp;",
  "&e;",
  "&#65;",
  "&#x0;",
  "&#xD800;",
  "&#x110000;",
  "&#99999999999999999999;",
  "__proto__",
  "constructor",
  "<__proto__>",
  "</__proto__>",
  "xmlns:a='b'",
  "<operationState>",
  "</operationState>",
  "<status>success</status>",
  "<messages><message><errorMessage>",
  "inProgress",
  "-1",
  "9007199254740993",
].map((text) => new TextEncoder().encode(text));

/** Bytes of no character in UTF-8. */
const BROKEN = [[0x80], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2]];

const bodies = [...examples(), ...readInputs().map(({ body }) => body)].filter(
  ({ length }) => length <= 4096,
);

const place = fc.nat({ max: 4096 });
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN.map((bytes) => Uint8Array.from(bytes))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }) },
);
const edit = fc.record({
  at: place,
  length: fc.oneof(fc.constant(0), fc.nat({ max: 8 }), fc.nat({ max: 200 })),
  /** What takes the place: a piece, some times, or a part of another body. */
  by: fc.oneof(
    fc.record({ piece, times: fc.oneof(fc.constant(1), fc.nat({ max: 40 })) }),
    fc.record({ other: fc.nat({ max: bodies.length - 1 }), from: place, to: place }),
  ),
});

/** Bodies of all kinds, each changed in a few places. */
export const mutants: fc.Arbitrary<Mutant> = fc
  .record({
    body: fc.nat({ max: bodies.length - 1 }),
    edits: fc.array(edit, { maxLength: 5 }),
    document: fc.constantFrom(...documents),
  })
  .map(({ body, edits, document }) => ({ body: edits.reduce(change, bodyAt(body)), document }));

function change(
  body: Uint8Array,
  { at, length, by }: typeof edit extends fc.Arbitrary<infer Edit> ? Edit : never,
): Uint8Array {
  const from = at % (body.length + 1);
  const put =
    "piece" in by
      ? Array.from({ length: by.times }, () => by.piece)
      : [bodyAt(by.other).subarray(Math.min(by.from, by.to), Math.max(by.from, by.to))];
  return Buffer.concat([body.subarray(0, from), ...put, body.subarray(from + length)]);
}

function bodyAt(index: number): Uint8Array {
  return bodies[index] ?? new Uint8Array();
}

/** What the specification has as examples, refused ones too. */
function examples(): Uint8Array[] {
  const folder = new URL("../../../../../spec/examples/", import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".xml"))
    .map((file) => new Uint8Array(readFileSync(new URL(file, folder))));
}
