import { expect, test } from "vitest";
import { parseXml } from "./parse-xml.ts";
import { XmlError } from "./xml-error.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("no message quotes a long name, nor a part of it", () => {
  const secret = "abcdefghij".repeat(7);
  const malformed = [
    `<${secret}>`,
    `<${secret}></b>`,
    `<a></${secret}>`,
    `<a ${secret}="" ${secret}=""/>`,
  ];
  for (const given of malformed) {
    expect(() => parseXml(utf8(given))).toThrow("(70 characters)");
    expect(() => parseXml(utf8(given))).not.toThrow("abcdefghij");
  }
});

test("no message quotes the version of an XML declaration", () => {
  expect(() => parseXml(utf8('<?xml version="1.234567"?><a/>'))).not.toThrow("234567");
});

test("no message quotes content, because it may be a token", () => {
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
