import type { AttributeMetadata } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { requireAttributes } from "./require-attributes.ts";

const type = (name: string, ...elements: readonly (readonly [string, string])[]) => ({
  elements: [{ name: "name", text: name }, ...elements.map(([name, text]) => ({ name, text }))],
});
const metadata: readonly AttributeMetadata[] = [
  { name: "hostname", key: true, type: type("text") },
  { name: "port", type: type("integer", ["minimum", "0"], ["maximum", "65535"]) },
  { name: "state", type: type("enumeration", ["value", "enabled"], ["value", "disabled"]) },
  // Forms that the client doesn't know.
  { name: "cost", type: type("integer", ["minimum", "low"], ["maximum", "high"]) },
  { name: "mode", type: type("enumeration", ["value", "the default"]) },
  { name: "codec", type: type("list", ["value", "a"], ["value", "b"]) },
  { name: "method" },
];

const check = (
  attributes: Readonly<Record<string, string | readonly string[]>>,
  known: Readonly<Record<string, readonly string[]>> = {},
  given = metadata,
) =>
  requireAttributes("elements[0]", { type: "session-agent", attributes }, given, [
    { type: "session-agent", attributes: known, subElements: [] },
    { type: "local-policy", attributes: { state: ["other"], prot: ["1"] }, subElements: [] },
  ]);

test.each([
  [{ hostname: "a", prot: "1" }, "session-agent has no attribute prot"],
  [{ constructor: "1" }, "session-agent has no attribute constructor"],
  [{ port: "65536" }, "port: expected 0 to 65535"],
  [{ port: "-1" }, "port: expected 0 to 65535"],
  [{ port: "sip" }, "port: expected 0 to 65535"],
  [{ state: ["enabled", "on"] }, "state: expected enabled, disabled"],
])("refuses %j", (attributes, reason) => {
  expect(() => check(attributes)).toThrow(
    expect.objectContaining({ option: "elements[0]", reason }),
  );
});

test.each([
  { port: "0", state: "disabled", hostname: "any text" },
  { port: "", state: "" },
  { cost: "70", mode: "other", codec: "c", method: "OPTIONS" },
])("accepts %j", (attributes) => {
  expect(() => check(attributes)).not.toThrow();
});

test("accepts what the elements of the device contradict, and anything without metadata", () => {
  expect(() => check({ prot: "2" }, { prot: ["1"] })).not.toThrow();
  expect(() => check({ state: "on" }, { state: ["off"] })).not.toThrow();
  expect(() => check({ prot: "2" }, {}, [])).not.toThrow();
});
