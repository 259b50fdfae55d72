import { expect, test } from "vitest";
import { buildTree } from "./build-tree.ts";
import { XmlError } from "./xml-error.ts";

test("the parser must find the elements that the scanner found", () => {
  expect(buildTree({ markup: "<a><b/></a>", offsets: [0, 3] }).children).toHaveLength(1);
  for (const scanned of [
    { markup: "<a><b/></a>", offsets: [0] },
    { markup: "<a><b/></a>", offsets: [0, 3, 5] },
    { markup: "<a", offsets: [0] },
    { markup: "", offsets: [] },
  ]) {
    expect(() => buildTree(scanned)).toThrow(XmlError);
  }
});
