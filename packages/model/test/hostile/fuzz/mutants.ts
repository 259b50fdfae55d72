import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { documents } from "../../../src/gen/tables.ts";
import type { DocumentName } from "../../../src/gen/types.ts";
import { readInputs } from "../read-inputs.ts";

/** A mutated body, and the document to read it as. */
export interface Mutant {
  readonly body: Uint8Array;
  readonly document: DocumentName;
}

const documentNames = Object.keys(documents) as DocumentName[];

/** Text with a meaning in XML or in the documents. */
const pieces = [
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

/** Bytes that are not UTF-8. */
const invalidUtf8 = [
  [0x80],
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2],
];

const bodies = [...examples(), ...readInputs().map(({ body }) => body)].filter(
  ({ length }) => length <= 4096,
);

const place = fc.nat({ max: 4096 });
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.constantFrom(...invalidUtf8.map((bytes) => Uint8Array.from(bytes))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }) },
);
const edit = fc.record({
  at: place,
  length: fc.oneof(fc.constant(0), fc.nat({ max: 8 }), fc.nat({ max: 200 })),
  /** The replacement: a repeated piece, or a part of another body. */
  by: fc.oneof(
    fc.record({ piece, times: fc.oneof(fc.constant(1), fc.nat({ max: 40 })) }),
    fc.record({ other: fc.nat({ max: bodies.length - 1 }), from: place, to: place }),
  ),
});

/** Inputs and examples, each with a few edits. */
export const mutants: fc.Arbitrary<Mutant> = fc
  .record({
    body: fc.nat({ max: bodies.length - 1 }),
    edits: fc.array(edit, { maxLength: 5 }),
    document: fc.constantFrom(...documentNames),
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

/** The examples of the specification, including invalid ones. */
function examples(): Uint8Array[] {
  const folder = new URL("../../../../../spec/examples/", import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".xml"))
    .map((file) => new Uint8Array(readFileSync(new URL(file, folder))));
}
