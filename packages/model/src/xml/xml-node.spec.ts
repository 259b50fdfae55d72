import { expect, test } from "vitest";
import { toXmlElement, type XmlNode } from "./xml-node.ts";

const node = (more: Partial<XmlNode>): XmlNode => ({
  name: "a",
  attributes: [],
  text: "",
  elements: [],
  offset: 0,
  ...more,
});

test("omits empty members", () => {
  expect(toXmlElement(node({}))).toStrictEqual({ name: "a" });
});

test("white space is text in a leaf and layout between elements", () => {
  expect(toXmlElement(node({ text: " \n" }))).toStrictEqual({ name: "a", text: " \n" });
  expect(toXmlElement(node({ text: " \n", elements: [node({})] }))).toStrictEqual({
    name: "a",
    elements: [{ name: "a" }],
  });
});

test("keeps text between elements, including a no-break space", () => {
  for (const text of [" x ", "\u00A0"]) {
    expect(toXmlElement(node({ text, elements: [node({})] })).text).toBe(text);
  }
});

test("keeps an attribute named __proto__ and changes no prototype", () => {
  const element = toXmlElement(
    node({
      attributes: [
        ["__proto__", "1"],
        ["b", "2"],
      ],
    }),
  );
  expect(JSON.stringify(element)).toBe('{"name":"a","attributes":{"__proto__":"1","b":"2"}}');
  expect(Object.getPrototypeOf(element.attributes)).toBe(Object.prototype);
});
