import { expect, test } from "vitest";
import type { AsyncStatusResponse, ErrorResponse, Message } from "../gen/types.ts";
import { decode } from "./decode.ts";
import { type EncodeOptions, encode } from "./encode.ts";
import { EncodeError } from "./encode-error.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const envelope = { messages: [], links: [] };

function refusal(value: unknown): EncodeError {
  try {
    encode("AsyncStatusResponse", value as AsyncStatusResponse);
  } catch (error) {
    if (error instanceof EncodeError) return error;
    throw error;
  }
  throw new Error("was written");
}

test("writes elements in the order of the specification", () => {
  const operationState = { errorMessage: "why", status: "fail", operation: "save" } as const;
  expect(encode("AsyncStatusResponse", { ...envelope, data: { operationState } })).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
      "<response>",
      "  <data>",
      "    <operationState>",
      "      <operation>save</operation>",
      "      <status>fail</status>",
      "      <errorMessage>why</errorMessage>",
      "    </operationState>",
      "  </data>",
      "  <messages/>",
      "  <links/>",
      "</response>",
    ].join("\n"),
  );
});

test.for([
  ["no object", undefined, ""],
  ["a missing property", { data: {}, messages: [] }, ""],
  ["an unknown property", { ...envelope, data: {}, more: 1 }, ""],
  [
    "a word that is not enumerated",
    { ...envelope, data: { operationState: { operation: "save", status: "done" } } },
    "/data/operationState/status",
  ],
  [
    "an unknown word that was read",
    {
      ...envelope,
      data: { operationState: { operation: "save", status: "unknown", raw: { status: "x" } } },
    },
    "/data/operationState",
  ],
  ["extra elements that were read", { ...envelope, data: { extra: [{ name: "eta" }] } }, "/data"],
  ["a number as text", { ...envelope, data: {}, links: [1] }, "/links/0"],
] as const)("%s is not written", ([, value, pointer]) => {
  const error = refusal(value);
  expect({ code: error.code, pointer: error.pointer ?? "" }).toEqual({
    code: "invalid-value",
    pointer,
  });
});

test("an error names the place and the rule", () => {
  const operationState = { operation: "save", status: "done" };
  expect(refusal({ ...envelope, data: { operationState } }).message).toBe(
    "Cannot write AsyncStatusResponse (/data/operationState/status): must be equal to one of the allowed values: inProgress, success, fail",
  );
});

test.for([
  ["a character that XML cannot hold", { text: "a\u0000b" }, "forbidden-character"],
  ["half a surrogate pair", { text: "\ud800" }, "forbidden-character"],
  ["an element name that is none", { elements: [{ name: "a b" }] }, "forbidden-name"],
] as const)("%s is not written", ([, additionalInfo, code]) => {
  expect(refusal({ ...envelope, data: { additionalInfo } }).code).toBe(code);
});

const error = (...messages: Message[]): ErrorResponse => ({ data: {}, messages, links: [] });

/** Returns the written content of `messages`, on one line. */
function messagesIn(value: ErrorResponse, options: EncodeOptions): string {
  const xml = encode("ErrorResponse", value, options).replace(/\n */g, "");
  return /<messages>(.*)<\/messages>|<messages\/>/.exec(xml)?.[1] ?? "";
}

test("writes messages as an object in v1.0 and as a list since v1.1", () => {
  const value = error({ errorMessage: "a", link: "b" });
  const object = "<errorMessage>a</errorMessage><link>b</link>";
  expect(messagesIn(value, { version: "v1.0" })).toBe(object);
  for (const version of ["v1.1", "v1.2"] as const) {
    expect(messagesIn(value, { version })).toBe(`<message>${object}</message>`);
    expect(messagesIn(value, { version, errorItems: "bare" })).toBe(object);
  }
  expect(messagesIn(value, {})).toBe(`<message>${object}</message>`);
});

test("writes several bare items if a reader can separate them", () => {
  const value = error({ errorMessage: "a" }, { errorMessage: "b", link: "c" }, { link: "d" });
  const options = { errorItems: "bare" } as const;
  const first = error({ errorMessage: "a" }, { errorMessage: "b", link: "c" });
  expect(messagesIn(first, options)).toBe(
    "<errorMessage>a</errorMessage><errorMessage>b</errorMessage><link>c</link>",
  );
  expect(decode("ErrorResponse", bytes(encode("ErrorResponse", value, options)))).toEqual(value);
});

test.for<[what: string, value: ErrorResponse, options: EncodeOptions, pointer: string]>([
  [
    "an item with other fields than the one before",
    error({ errorMessage: "a" }, { link: "b" }),
    {},
    "/messages/1",
  ],
  ["an empty item", error({}), {}, "/messages/0"],
  ["an empty object", error({}), { version: "v1.0" }, "/messages/0"],
])("refuses %s that would read back as another value", ([, value, options, pointer]) => {
  const write = () => encode("ErrorResponse", value, { errorItems: "bare", ...options });
  expect(write).toThrow(expect.objectContaining({ code: "invalid-value", pointer }));
});

test("refuses backup and a second message in v1.0", () => {
  const operationState = { operation: "backup", status: "success" } as const;
  const write = [
    () =>
      encode("AsyncStatusResponse", { ...envelope, data: { operationState } }, { version: "v1.0" }),
    () =>
      encode("ErrorResponse", error({ errorMessage: "a" }, { errorMessage: "b" }), {
        version: "v1.0",
      }),
  ];
  expect(write[0]).toThrow(
    "Cannot write AsyncStatusResponse (/data/operationState/operation): v1.0 has no backup",
  );
  expect(write[1]).toThrow("Cannot write ErrorResponse (/messages): v1.0 allows one item at most");
  for (const each of write)
    expect(each).toThrow(expect.objectContaining({ code: "not-in-version" }));
});

test("writes items without a wrapper, and a boolean as an attribute", () => {
  const element = {
    elementType: "local-policy",
    attributes: [{ name: "to-address", values: ["1", "2"] }],
    subElements: [{ elementType: "policy-attribute", attributes: [], subElements: [] }],
  };
  expect(encode("ConfigElement", element).split("\n").slice(1)).toEqual([
    "<configElement>",
    "  <elementType>local-policy</elementType>",
    "  <attribute>",
    "    <name>to-address</name>",
    "    <value>1</value>",
    "    <value>2</value>",
    "  </attribute>",
    "  <subElement>",
    "    <elementType>policy-attribute</elementType>",
    "  </subElement>",
    "</configElement>",
  ]);
  const types = { data: [{ single: true, name: "system-config" }], messages: [], links: [] };
  const options = { errorItems: "bare" } as const;
  expect(encode("ElementTypesResponse", types, options)).toContain('<elementType single="true">');
});
