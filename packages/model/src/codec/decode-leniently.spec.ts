import { expect, test } from "vitest";
import { unusualBody } from "../../test/unusual/index.ts";
import { decodeLeniently } from "./decode.ts";
import type { DecodeErrorCode } from "./decode-error.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const decodeStatus = (content: string) =>
  decodeLeniently("AsyncStatusResponse", bytes(`<response>${content}</response>`)).data;
const decodeError = (content: string) =>
  decodeLeniently("ErrorResponse", bytes(`<response>${content}</response>`)).messages;
const failed = "<operation>save</operation><status>fail</status>";

test.for([
  [
    "fail-reason-beside.xml",
    "sip-interface [core] has reference to realm [x] which does not exist",
  ],
  ["fail-reason-in-messages.xml", "Disk full"],
  ["fail-reason-in-additional-info.xml", "Disk full"],
  ["fail-two-reasons.xml", "first reason; second reason"],
] as const)("reads the reason of a failure from %s", ([name, errorMessage]) => {
  const { data } = decodeLeniently("AsyncStatusResponse", unusualBody(name));
  expect(data.operationState).toMatchObject({ status: "fail", errorMessage });
});

test.for([
  [
    "deeper in the state",
    `<data><operationState>${failed}<e><errorMessage>a</errorMessage></e></operationState></data>`,
    "a",
  ],
  [
    "as elements of the message",
    `<data><operationState>${failed}<errorMessage><line>a</line><line>b</line></errorMessage></operationState></data>`,
    "a b",
  ],
  [
    "as the text of messages",
    `<data><operationState>${failed}</operationState></data><messages>a</messages>`,
    "a",
  ],
  [
    "in every place, once each",
    `<data><errorMessage>b</errorMessage><operationState>${failed}<errorMessage>a</errorMessage></operationState></data><messages><errorMessage>b</errorMessage></messages>`,
    "b; a",
  ],
  [
    "nowhere",
    `<data><operationState>${failed}<errorMessage> </errorMessage></operationState></data>`,
    " ",
  ],
] as const)("reads the reason of a failure %s", ([, content, errorMessage]) => {
  expect(decodeStatus(content).operationState?.errorMessage).toBe(errorMessage);
});

test("reads a message beside a success as no reason of a failure", () => {
  const content =
    "<data><operationState><operation>save</operation><status>success</status></operationState></data><messages>Saved.</messages>";
  expect(decodeStatus(content).operationState).toEqual({ operation: "save", status: "success" });
});

test("bounds the reason of a failure", () => {
  const texts = Array.from(
    { length: 100 },
    (_, index) => `<errorMessage>${index}${"x".repeat(500)}</errorMessage>`,
  );
  const { operationState } = decodeStatus(
    `<data><operationState>${failed}${texts.join("")}</operationState></data>`,
  );
  expect(operationState?.errorMessage).toHaveLength(16_385);
});

test.for([
  ["text between elements", `<data>a<operationState>b${failed}</operationState></data>`],
  [
    "text in messages and links",
    `<data><operationState>${failed}</operationState></data><messages><link>a</link></messages><links>b<link><a/></link></links>`,
  ],
  [
    "another state of the root",
    `<data since="9"><operationState>${failed}</operationState></data><data2/>`,
  ],
] as const)("reads a status beside %s", ([, content]) => {
  expect(decodeStatus(content).operationState).toMatchObject({ operation: "save", status: "fail" });
});

test("merges repeated additionalInfo", () => {
  const { additionalInfo } = decodeStatus(
    "<data><additionalInfo><a/></additionalInfo><additionalInfo>b<c/></additionalInfo></data>",
  );
  expect(additionalInfo).toEqual({ text: "b", elements: [{ name: "a" }, { name: "c" }] });
});

test("reads a namespaced root", () => {
  const { data } = decodeLeniently("AsyncStatusResponse", unusualBody("namespaced-root.xml"));
  expect(data.operationState).toEqual({ operation: "save", status: "success" });
});

test("keeps unreadable optional elements under extra", () => {
  const { data } = decodeLeniently(
    "SystemStatusResponse",
    bytes(
      "<response><data><hostName>a</hostName><healthScorePercent>98.5</healthScorePercent><role>active</role><role>standby</role><uptimeSeconds>5</uptimeSeconds></data></response>",
    ),
  );
  expect(data).toEqual({
    uptimeSeconds: 5,
    hostName: "a",
    extra: [
      { name: "role", text: "active" },
      { name: "role", text: "standby" },
      { name: "healthScorePercent", text: "98.5" },
    ],
  });
});

test.for([
  [
    "two statuses",
    "<data><operationState><operation>save</operation><status>success</status><status>fail</status></operationState></data>",
    "duplicate-element",
  ],
  [
    "two states",
    `<data><operationState>${failed}</operationState><operationState>${failed}</operationState></data>`,
    "duplicate-element",
  ],
  [
    "no status",
    "<data><operationState><operation>save</operation></operationState></data>",
    "missing-element",
  ],
  [
    "a status of elements",
    "<data><operationState><operation>save</operation><status><a/></status></operationState></data>",
    "unexpected-element",
  ],
  ["no data", "", "missing-element"],
] as const satisfies [string, string, DecodeErrorCode][])("refuses %s", ([, content, code]) => {
  expect(() => decodeStatus(content)).toThrow(expect.objectContaining({ code }));
});

test.for([
  [
    "a text as a message",
    "<messages><message>\n a  b\n</message></messages>",
    [{ errorMessage: "a b" }],
  ],
  ["a text as messages", "<messages>a</messages>", [{ errorMessage: "a" }]],
  [
    "a reason in the data",
    "<data><error><errorMessage>a</errorMessage></error></data>",
    [{ errorMessage: "a" }],
  ],
  [
    "a text beside the elements of a message",
    "<messages><message>a<errorMessage>b</errorMessage></message></messages>",
    [{ errorMessage: "b" }],
  ],
] as const)("reads the messages of an error from %s", ([, content, messages]) => {
  expect(decodeError(content)).toEqual(messages);
});

test("reads the message of message-as-text.xml", () => {
  const { messages } = decodeLeniently("ErrorResponse", unusualBody("message-as-text.xml"));
  expect(messages).toEqual([{ errorMessage: "Client not authorized." }]);
});

test("ignores an attribute that is no boolean", () => {
  const xml = `<response><data><elementType single="perhaps"><name>a</name></elementType></data></response>`;
  expect(decodeLeniently("ElementTypesResponse", bytes(xml)).data).toEqual([{ name: "a" }]);
});

test("reads an element type that is text", () => {
  const xml = "<response><data><elementType>host-route</elementType></data></response>";
  expect(decodeLeniently("ElementTypesResponse", bytes(xml)).data).toEqual([
    { name: "host-route" },
  ]);
});
