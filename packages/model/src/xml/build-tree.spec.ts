import { expect, test } from "vitest";
import { buildTree } from "./build-tree.ts";
import { XmlError } from "./xml-error.ts";

test("refuses markup in which the parser finds other elements than the scanner", () => {
  expect(buildTree({ markup: "<a><b/></a>", offsets: [0, 3] }).elements).toHaveLength(1);
  for (const scanned of [
    { markup: "<a><b/></a>", offsets: [0] },
    { markup: "<a><b/></a>", offsets: [0, 3, 5] },
    { markup: "<a", offsets: [0] },
    { markup: "", offsets: [] },
  ]) {
    expect(() => buildTree(scanned)).toThrow(XmlError);
  }
});
