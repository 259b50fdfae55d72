import fc from "fast-check";
import { expect, test } from "vitest";
import { parseXml } from "./parse-xml.ts";
import { writeXml } from "./write-xml.ts";
import { findForbiddenCharacter } from "./xml-character.ts";
import type { XmlElement } from "./xml-element.ts";
import { XmlError } from "./xml-error.ts";
import { toXmlElement } from "./xml-node.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

test("writes the device's layout", () => {
  const document = `${declaration}
<response>
  <data>
    <operationState>
      <operation>activate</operation>
      <status>success</status>
    </operationState>
  </data>
  <messages/>
  <links/>
</response>`;
  const tree: XmlElement = {
    name: "response",
    elements: [
      {
        name: "data",
        elements: [
          {
            name: "operationState",
            elements: [
              { name: "operation", text: "activate" },
              { name: "status", text: "success" },
            ],
          },
        ],
      },
      { name: "messages" },
      { name: "links" },
    ],
  };
  expect(writeXml(tree)).toBe(document);
});

const writable: Readonly<Record<string, readonly [given: XmlElement, want: string]>> = {
  "no empty members": [{ name: "a", attributes: {}, text: "", elements: [] }, "<a/>"],
  "escaped text": [{ name: "a", text: "<&>\"'\t\n\r" }, "<a>&lt;&amp;&gt;\"'\t\n&#xD;</a>"],
  "escaped attributes in their order": [
    { name: "a", attributes: { c: "<&>\"'", b: "\t\n\r" } },
    '<a c="&lt;&amp;&gt;&quot;\'" b="&#x9;&#xA;&#xD;"/>',
  ],
  "the escaped end of CDATA": [{ name: "a", text: "]]>" }, "<a>]]&gt;</a>"],
  "attributes beside elements": [
    { name: "a", attributes: { b: "1" }, elements: [{ name: "c" }] },
    '<a b="1">\n  <c/>\n</a>',
  ],
  "mixed content without layout, down to the leaves": [
    { name: "a", text: "x", elements: [{ name: "b", elements: [{ name: "c" }] }, { name: "d" }] },
    "<a>x<b><c/></b><d/></a>",
  ],
  "layout around mixed content": [
    { name: "a", elements: [{ name: "b", text: "x", elements: [{ name: "c" }] }, { name: "d" }] },
    "<a>\n  <b>x<c/></b>\n  <d/>\n</a>",
  ],
};

for (const [name, [given, want]] of Object.entries(writable)) {
  test(`writes ${name}`, () => {
    expect(writeXml(given)).toBe(`${declaration}\n${want}`);
  });
}

const cyclic: XmlElement = { name: "a" };
cyclic.elements = [cyclic];

const refused: Readonly<Record<string, readonly [given: XmlElement, want: string]>> = {
  "an element without a name": [{ name: "" }, "forbidden-name"],
  "an element with a prefix": [{ name: "a:b" }, "forbidden-name"],
  "an element name with markup": [{ name: "a><b" }, "forbidden-name"],
  "a nested element name with a space": [
    { name: "a", elements: [{ name: "b c" }] },
    "forbidden-name",
  ],
  "an attribute with an equals sign": [{ name: "a", attributes: { "b=": "" } }, "forbidden-name"],
  "NUL in text": [{ name: "a", text: "x\0" }, "forbidden-character"],
  "a lone surrogate in text": [{ name: "a", text: "\uD83D" }, "forbidden-character"],
  "a noncharacter in an attribute": [
    { name: "a", attributes: { b: "\uFFFE" } },
    "forbidden-character",
  ],
  "a tree that contains itself": [cyclic, "too-deep"],
};

for (const [name, [given, want]] of Object.entries(refused)) {
  test(`refuses ${name}`, () => {
    expect(() => writeXml(given)).toThrow(XmlError);
    expect(() => writeXml(given)).toThrow(expect.objectContaining({ code: want }));
  });
}

test("reads back what it writes", () => {
  const name = fc.oneof(
    fc.stringMatching(/^[A-Za-z_é漢][\w.·-]{0,6}$/),
    fc.constantFrom("__proto__", "constructor", "toString", "prototype", "valueOf", "xmlns"),
  );
  const text = fc
    .string({
      minLength: 1,
      unit: fc.oneof(
        fc.constantFrom(..."<>&\"'\t\n\r ", "]]>", "&amp;", "&#65;", "\u0085", "\u2028", "\uFEFF"),
        fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      ),
    })
    .filter((string) => findForbiddenCharacter(string) === -1);
  const attributes = fc.dictionary(name, fc.oneof(text, fc.constant("")), {
    minKeys: 1,
    maxKeys: 3,
  });
  // White space beside elements is layout to a reader.
  const mixedText = text.filter((string) => /[^ \t\r\n]/.test(string));
  const { element } = fc.letrec<{ element: XmlElement; elements: XmlElement[] }>((tie) => ({
    element: fc.oneof(
      { maxDepth: 3 },
      fc.record({ name, attributes, text }, { requiredKeys: ["name"] }),
      fc.record(
        { name, attributes, text: mixedText, elements: tie("elements") },
        { requiredKeys: ["name", "elements"] },
      ),
    ),
    elements: fc.array(tie("element"), { minLength: 1, maxLength: 3 }),
  }));
  fc.assert(
    fc.property(element, (tree) => {
      const read = toXmlElement(parseXml(new TextEncoder().encode(writeXml(tree))));
      expect(JSON.stringify(read)).toBe(JSON.stringify(tree));
    }),
    { numRuns: 1000 },
  );
});
