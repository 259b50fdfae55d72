// The two halves of the specification enumerate the same words: what OpenAPI names is valid by the XSD,
// and what the XSD names is known when it is read.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  decode,
  encode,
  operationNameValues,
  operationStatusValues,
  roleValues,
  systemStateValues,
} from "@asyncstatus/model";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { Xsd } from "./xsd.ts";

const enumerations: Record<string, readonly string[]> = {
  OperationName: operationNameValues,
  OperationStatus: operationStatusValues,
  Role: roleValues,
  SystemState: systemStateValues,
};

/** The words of every enumeration of the XSD, by the name of its type. */
function wordsOfXsd(): Record<string, string[]> {
  const folders = ["shared", "v1.2"].map((folder) => join(workspace, "spec/xsd", folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const words: Record<string, string[]> = {};
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const [, name, body] of text.matchAll(
      /<xs:simpleType name="(\w+)">(.*?)<\/xs:simpleType>/gs,
    )) {
      const values = [...(body ?? "").matchAll(/<xs:enumeration value="([^"]+)"/g)];
      if (name && values.length > 0) words[name] = values.flatMap(([, value]) => value ?? []);
    }
  }
  return words;
}

test("OpenAPI and XSD enumerate the same words in the same order", () => {
  expect(wordsOfXsd()).toEqual(enumerations);
});

const envelope = { messages: [], links: [] };
const asyncStatus = new Xsd("AsyncStatusResponse");
const systemStatus = new Xsd("SystemStatusResponse");

test.for(
  operationNameValues.flatMap((operation) =>
    operationStatusValues.map((status) => ({ operation, status })),
  ),
)("$operation $status is written as the XSD wants it, and reads back", ({ operation, status }) => {
  const value = { data: { operationState: { operation, status } }, ...envelope };
  const xml = encode("AsyncStatusResponse", value);
  expect(asyncStatus.findings(xml)).toEqual([]);
  expect(decode("AsyncStatusResponse", new TextEncoder().encode(xml))).toEqual(value);
});

test.for(
  roleValues.flatMap((role) => systemStateValues.map((systemState) => ({ role, systemState }))),
)(
  "a system that is $systemState and $role is written as the XSD wants it, and reads back",
  ({ role, systemState }) => {
    const value = { data: { systemState, role }, ...envelope };
    const xml = encode("SystemStatusResponse", value);
    expect(systemStatus.findings(xml)).toEqual([]);
    expect(decode("SystemStatusResponse", new TextEncoder().encode(xml))).toEqual(value);
  },
);
