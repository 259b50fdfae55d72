import { restVersions } from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { judgeBody } from "./validate-body.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const around = (data: string, messages = "<messages/>") =>
  bytes(`<response>${data}${messages}<links/></response>`);
const versions = (current: string) =>
  around(
    `<data><configVersions><currentVersion>${current}</currentVersion><runningVersion>5</runningVersion></configVersions></data>`,
  );

test.for(restVersions)("what is written for %s has no findings", (version) => {
  const value = { data: {}, messages: [{ errorMessage: "No." }], links: [] };
  expect(
    judgeBody(version, "ErrorResponse", bytes(encode("ErrorResponse", value, { version }))),
  ).toEqual([]);
});

test("elements that the specification does not have are no fault of the provider, where all else is well", () => {
  const body = around(
    "<data><configVersions><a/><currentVersion>5</currentVersion><b><c/></b><runningVersion>5</runningVersion></configVersions><d/></data>",
  );
  expect(judgeBody("v1.2", "ConfigurationVersionsResponse", body)).toMatchObject(
    ["a", "b", "d"].map((name) => ({
      rule: "xsd",
      about: "assumption",
      expected: `no <${name}>`,
      got: `<${name}>`,
      basis: { mark: "assumed" },
    })),
  );
});

test("an element that is known is not to stand where it does not belong", () => {
  const body = around(
    "<data><status>success</status><configVersions><currentVersion>5</currentVersion><runningVersion>5</runningVersion></configVersions></data>",
  );
  expect(judgeBody("v1.2", "ConfigurationVersionsResponse", body)).toMatchObject([
    { rule: "xsd", about: "provider", path: "response/data/status" },
  ]);
});

test("a body of one version is not one of another", () => {
  const value = { data: {}, messages: [{ errorMessage: "No." }], links: [] };
  const body = bytes(encode("ErrorResponse", value, { version: "v1.1" }));
  expect(judgeBody("v1.0", "ErrorResponse", body)).toMatchObject([
    { rule: "xsd", about: "provider", got: "<message>", path: "response/messages/message" },
  ]);
});

test.for<[given: string, body: Uint8Array, want: object]>([
  ["no XML", bytes("{}"), { rule: "xml" }],
  ["nothing", bytes(""), { rule: "xml" }],
  ["a DOCTYPE", bytes("<!DOCTYPE a><response/>"), { rule: "xml" }],
  ["bytes that are no UTF-8", Uint8Array.of(0x3c, 0xff), { rule: "xml" }],
  [
    "a word for a number",
    versions("five"),
    { rule: "xsd", line: 1, path: "response/data/configVersions/currentVersion" },
  ],
  [
    "an element that the specification does not have",
    around("<data><configVersions/><more/></data>"),
    { rule: "xsd", got: "the end of <configVersions>" },
  ],
])("%s is found, by the first judge that sees it", ([, body, want]) => {
  const [finding] = judgeBody("v1.2", "ConfigurationVersionsResponse", body);
  expect(finding).toMatchObject({ about: "provider", ...want });
});

test("where only the form in XML deviates, and the form is assumed, the assumption is in question", () => {
  const nested =
    "<messages><items><item><errorMessage>No.</errorMessage></item></items></messages>";
  expect(judgeBody("v1.2", "ErrorResponse", around("<data/>", nested))).toMatchObject([
    { about: "assumption", basis: { name: "ErrorResponse/messages", mark: "assumed" } },
  ]);
});

test("where more than the form deviates, the provider is in question", () => {
  const nested = "<messages><items><errorMessage>No.</errorMessage></items></messages>";
  const findings = judgeBody("v1.2", "ErrorResponse", around("<data><more/></data>", nested));
  expect(findings.map(({ path, about }) => [path, about])).toEqual([
    ["response/data", "provider"],
    ["response/messages/items", "provider"],
  ]);
});

test("a word of v1.0 rests on an assumption, one of v1.1 on the vendor's word", () => {
  const body = around(
    "<data><operationState><operation>save</operation><status>done</status></operationState></data>",
  );
  expect(judgeBody("v1.0", "AsyncStatusResponse", body)).toMatchObject([{ about: "assumption" }]);
  expect(judgeBody("v1.1", "AsyncStatusResponse", body)).toMatchObject([{ about: "provider" }]);
});

test("an element of another namespace is one that the specification does not have", () => {
  const body = around('<data><p:a xmlns:p="urn:x"/><p:a xmlns:p="urn:y"/></data>');
  expect(judgeBody("v1.2", "AsyncStatusResponse", body)).toMatchObject([
    { about: "assumption", got: "<p:a>" },
    { about: "assumption", got: "<p:a>" },
  ]);
});

test("what breaks the rules of namespaces is read, but not valid", () => {
  const body = around("<data><p:a/></data>");
  expect(judgeBody("v1.2", "AsyncStatusResponse", body)).toMatchObject([
    { rule: "xsd", about: "provider", line: 1 },
  ]);
});

test("of thousands of deviations, the first are told", () => {
  for (const many of ["<a/>".repeat(1_000), "<![CDATA[]]>".repeat(1_000)]) {
    const findings = judgeBody("v1.2", "AsyncStatusResponse", around(`<data>${many}</data>`));
    expect(findings.length).toBeLessThanOrEqual(50);
    expect(findings[0]).toMatchObject({ about: "provider" });
  }
});
