import { restVersions } from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import { unusualBody } from "@asyncstatus/model/unusual";
import { expect, test } from "vitest";
import { validateBody } from "./validate-body.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const around = (data: string, messages = "<messages/>") =>
  bytes(`<response>${data}${messages}<links/></response>`);
const versions = (current: string) =>
  around(
    `<data><configVersions><currentVersion>${current}</currentVersion><runningVersion>5</runningVersion></configVersions></data>`,
  );

test.for(restVersions)("accepts what the encoder writes for %s", (version) => {
  const value = { data: {}, messages: [{ errorMessage: "No." }], links: [] };
  expect(
    validateBody(version, "ErrorResponse", bytes(encode("ErrorResponse", value, { version }))),
  ).toEqual([]);
});

test("reports unknown elements as a wrong assumption if all else is valid", () => {
  const body = around(
    "<data><configVersions><a/><currentVersion>5</currentVersion><b><c/></b><runningVersion>5</runningVersion></configVersions><d/></data>",
  );
  expect(validateBody("v1.2", "ConfigurationVersionsResponse", body)).toMatchObject(
    ["a", "b", "d"].map((name) => ({
      rule: "xsd",
      about: "assumption",
      expected: `no <${name}>`,
      actual: `<${name}>`,
      fact: { mark: "assumed" },
    })),
  );
});

test("reports a known element in the wrong place", () => {
  const body = around(
    "<data><status>success</status><configVersions><currentVersion>5</currentVersion><runningVersion>5</runningVersion></configVersions></data>",
  );
  expect(validateBody("v1.2", "ConfigurationVersionsResponse", body)).toMatchObject([
    { rule: "xsd", about: "provider", path: "response/data/status" },
  ]);
});

test("reports the body of another version", () => {
  const value = { data: {}, messages: [{ errorMessage: "No." }], links: [] };
  const body = bytes(encode("ErrorResponse", value, { version: "v1.1" }));
  expect(validateBody("v1.0", "ErrorResponse", body)).toMatchObject([
    { rule: "xsd", about: "provider", actual: "<message>", path: "response/messages/message" },
  ]);
});

test.for<[given: string, body: Uint8Array, want: object]>([
  ["text that is not XML", bytes("{}"), { rule: "xml" }],
  ["an empty body", bytes(""), { rule: "xml" }],
  ["a DOCTYPE", bytes("<!DOCTYPE a><response/>"), { rule: "xml" }],
  ["invalid UTF-8", Uint8Array.of(0x3c, 0xff), { rule: "xml" }],
  [
    "text instead of a number",
    versions("five"),
    { rule: "xsd", line: 1, path: "response/data/configVersions/currentVersion" },
  ],
  [
    "an unknown element instead of a required one",
    around("<data><configVersions/><more/></data>"),
    { rule: "xsd", actual: "the end of <configVersions>" },
  ],
])("reports %s once", ([, body, want]) => {
  const [finding] = validateBody("v1.2", "ConfigurationVersionsResponse", body);
  expect(finding).toMatchObject({ about: "provider", ...want });
});

test("reports a wrong assumption if only an assumed form in XML differs", () => {
  const nested =
    "<messages><items><item><errorMessage>No.</errorMessage></item></items></messages>";
  expect(validateBody("v1.2", "ErrorResponse", around("<data/>", nested))).toMatchObject([
    { about: "assumption", fact: { name: "ErrorResponse/messages", mark: "assumed" } },
  ]);
});

test("reports the provider if more than the form differs", () => {
  const nested = "<messages><items><errorMessage>No.</errorMessage></items></messages>";
  const findings = validateBody("v1.2", "ErrorResponse", around("<data><link/></data>", nested));
  expect(findings.map(({ path, about }) => [path, about])).toEqual([
    ["response/data", "provider"],
    ["response/messages/items", "provider"],
  ]);
});

test("an unknown value is about an assumption in v1.0, about the provider in v1.1", () => {
  const body = around(
    "<data><operationState><operation>save</operation><status>done</status></operationState></data>",
  );
  expect(validateBody("v1.0", "AsyncStatusResponse", body)).toMatchObject([
    { about: "assumption" },
  ]);
  expect(validateBody("v1.1", "AsyncStatusResponse", body)).toMatchObject([{ about: "provider" }]);
});

test.each([
  ["fail-reason-beside.xml", "response/data/errorMessage"],
  ["fail-two-reasons.xml", "response/data/operationState/errorMessage[2]"],
] as const)("notes a further reason of a failed request: %s", (name, path) => {
  const findings = validateBody("v1.2", "AsyncStatusResponse", unusualBody(name));
  expect(findings).toMatchObject([{ about: "assumption", path, fact: { mark: "assumed" } }]);
});

test("a second errorMessage of a success is a deviation", () => {
  const reasons = "<errorMessage>a</errorMessage><errorMessage>b</errorMessage>";
  const state = `<operation>save</operation><status>success</status>${reasons}`;
  const body = around(`<data><operationState>${state}</operationState></data>`);
  expect(validateBody("v1.2", "AsyncStatusResponse", body)).toMatchObject([{ about: "provider" }]);
});

test("notes a default namespace", () => {
  const root = (attributes: string) =>
    Buffer.from(`<response${attributes}><data/><messages/><links/></response>`);
  const body = root(' xmlns="urn:example" xmlns:x="urn:x"');
  expect(validateBody("v1.2", "AsyncStatusResponse", body)).toMatchObject([
    { about: "assumption", path: "response/@xmlns", actual: "attribute xmlns" },
  ]);
});

test("accepts the location of a schema on the root", () => {
  const body = unusualBody("namespaced-root.xml");
  expect(validateBody("v1.2", "AsyncStatusResponse", body)).toEqual([]);
});

test("an element of another namespace is unknown", () => {
  const body = around('<data><p:a xmlns:p="urn:x"/><p:a xmlns:p="urn:y"/></data>');
  expect(validateBody("v1.2", "AsyncStatusResponse", body)).toMatchObject([
    { about: "assumption", actual: "<p:a>" },
    { about: "assumption", actual: "<p:a>" },
  ]);
});

test("reports XML that breaks the rules of namespaces", () => {
  const body = around("<data><p:a/></data>");
  expect(validateBody("v1.2", "AsyncStatusResponse", body)).toMatchObject([
    { rule: "xsd", about: "provider", line: 1 },
  ]);
});

test("limits the findings of one body", () => {
  for (const many of ["<a/>".repeat(1_000), "<![CDATA[]]>".repeat(1_000)]) {
    const findings = validateBody("v1.2", "AsyncStatusResponse", around(`<data>${many}</data>`));
    expect(findings.length).toBeLessThanOrEqual(50);
    expect(findings[0]).toMatchObject({ about: "provider" });
  }
});
