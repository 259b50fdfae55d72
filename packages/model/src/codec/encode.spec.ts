import { expect, test } from "vitest";
import type { AsyncStatusResponse } from "../gen/types.ts";
import { encode } from "./encode.ts";
import { EncodeError } from "./encode-error.ts";

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

test("elements are written in the order of the specification, whatever that of the value", () => {
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

test("the message of a refusal names the place and the rule", () => {
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
