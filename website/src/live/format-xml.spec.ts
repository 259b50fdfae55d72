import { expect, test } from "vitest";
import { formatXml } from "./format-xml.ts";

test.each([
  [
    '<?xml version="1.0"?><a><b><c>text</c></b><d/></a>',
    '<?xml version="1.0"?>\n<a>\n  <b>\n    <c>text</c>\n  </b>\n  <d/>\n</a>',
  ],
  ["<a></a>", "<a>\n</a>"],
  ["<html>half a pa", "<html>half a pa"],
  ["no XML <at all", "no XML <at all"],
  ["", ""],
])("formats %j as %j", (xml, text) => {
  expect(formatXml(xml)).toBe(text);
});
