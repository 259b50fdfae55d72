import { expect, test } from "vitest";
import { unusualBody } from "../../test/unusual/index.ts";
import { decodeLeniently } from "../codec/decode.ts";
import { describeAdditionalInfo, verifyFaults } from "./additional-info.ts";

const infoOf = (body: Uint8Array) =>
  decodeLeniently("AsyncStatusResponse", body).data.additionalInfo;
const parse = (content: string) =>
  infoOf(
    new TextEncoder().encode(
      `<response><data><additionalInfo>${content}</additionalInfo></data></response>`,
    ),
  );

const verify = "<verify><object>sip-interface</object><field>realm-id</field></verify>";
const fault = { object: "sip-interface", field: "realm-id" };

test("lists the faults of verify-lists-faults-v1.0.xml", () => {
  const info = infoOf(unusualBody("verify-lists-faults-v1.0.xml"));
  expect(verifyFaults(info)).toEqual([fault]);
  expect(describeAdditionalInfo(info)).toEqual([
    "verifySummary/verify: object sip-interface, field realm-id",
  ]);
});

test.for([
  [
    "several",
    `<verifySummary>${verify}<verify><object>realm-config</object></verify></verifySummary>`,
    [fault, { object: "realm-config" }],
  ],
  [
    "several in one element",
    `<verifySummary><verify>${verify}${verify}</verify></verifySummary>`,
    [fault, fault],
  ],
  ["a fault in another form", "<verifySummary><verify>a</verify></verifySummary>", [{}]],
  ["a deeper summary", `<result><verifySummary>${verify}</verifySummary></result>`, [fault]],
  ["an empty summary", "<verifySummary/>", []],
  ["an empty verify", "<verifySummary><verify/></verifySummary>", []],
  ["another result", "<warnings>1</warnings>", []],
] as const)("lists the faults of %s", ([, content, faults]) => {
  expect(verifyFaults(parse(content))).toEqual(faults);
});

test("describes text, elements and nested elements", () => {
  const content =
    "note<count>2</count><empty/><list>b<item>c</item><item><name>d</name></item></list>";
  expect(describeAdditionalInfo(parse(content))).toEqual([
    "note, count 2",
    "list: b, item c",
    "list/item: name d",
  ]);
});

test("describes at most a hundred lines", () => {
  const lines = describeAdditionalInfo(parse("<a><b>c</b></a>".repeat(103)));
  expect(lines).toHaveLength(101);
  expect(lines.slice(-2)).toEqual(["a: b c", "and 3 more"]);
});

test("describes nothing in an empty and an absent additionalInfo", () => {
  expect(describeAdditionalInfo(parse(""))).toEqual([]);
  expect(describeAdditionalInfo(undefined)).toEqual([]);
  expect(verifyFaults(undefined)).toEqual([]);
});
