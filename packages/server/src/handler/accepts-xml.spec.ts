import { expect, test } from "vitest";
import { acceptsXml } from "./accepts-xml.ts";

test.each([
  { header: null },
  { header: "" },
  { header: "*/*" },
  { header: "application/*" },
  { header: "application/xml" },
  { header: "Application/XML" },
  { header: "application/xml;charset=utf-8" },
  { header: "text/html, application/xml;q=0.9, */*;q=0.8" },
  { header: "application/json;q=1,*/*;q=0.001" },
  { header: "application/xml ; q=0.5" },
  { header: "application/xml;Q=0.5" },
  { header: "*/*;q=0, application/xml" },
])("'$header' admits application/xml", ({ header }) => {
  expect(acceptsXml(header)).toBe(true);
});

test.each([
  { header: "application/json" },
  { header: "text/xml" },
  { header: "text/*" },
  { header: "application/xhtml+xml" },
  { header: "application/xml;q=0" },
  { header: "application/xml; q=0.000, */*" },
  { header: "application/*;q=0, */*" },
  { header: "application/xml;q=much" },
  { header: "xml" },
])("'$header' excludes application/xml", ({ header }) => {
  expect(acceptsXml(header)).toBe(false);
});
