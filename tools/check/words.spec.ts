// The two halves of the specification enumerate the same words in every version, and the codec knows them:
// what OpenAPI names is valid by the XSD, and what the XSD names is known when it is read.

import {
  decode,
  EncodeError,
  encode,
  operationNameValues,
  operationNameValuesNotIn,
  operationStatusValues,
  type RestVersion,
  restVersions,
  roleValues,
  systemStateValues,
} from "@asyncstatus/model";
import { expect, test } from "vitest";
import { kebabName } from "../kebab-name.ts";
import { documentNames } from "../spec/examples.ts";
import { standaloneXsd } from "../spec/standalone-xsd.ts";
import { Xsd } from "../spec/xsd.ts";
import { decodedSchemas } from "./decoded-schemas.ts";

const operationNamesIn = (version: RestVersion) =>
  operationNameValues.filter((name) => !operationNameValuesNotIn[version]?.includes(name));

/** The words of every enumeration of the XSD, by the name of its type. */
function wordsOfXsd(version: RestVersion): Record<string, string[]> {
  const words: Record<string, string[]> = {};
  for (const document of documentNames) {
    const text = standaloneXsd(`${version}/${kebabName(document)}.xsd`);
    for (const [, name, body] of text.matchAll(
      /<xs:simpleType name="(\w+)">(.*?)<\/xs:simpleType>/gs,
    )) {
      const values = [...(body ?? "").matchAll(/<xs:enumeration value="([^"]+)"/g)];
      if (name && values.length > 0) words[name] = values.flatMap(([, value]) => value ?? []);
    }
  }
  return words;
}

/** The words of every enumeration of OpenAPI, by the name of its schema. */
function wordsOfOpenApi(version: RestVersion): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(decodedSchemas(version).definitions).flatMap(([name, { enum: words }]) =>
      words ? [[name, words]] : [],
    ),
  );
}

test.for(restVersions)("OpenAPI, XSD and codec have the same words in %s", (version) => {
  const want = {
    OperationName: operationNamesIn(version),
    OperationStatus: operationStatusValues,
    Role: roleValues,
    SystemState: systemStateValues,
  };
  expect(wordsOfOpenApi(version)).toEqual(want);
  expect(wordsOfXsd(version)).toEqual(want);
});

const envelope = { messages: [], links: [] };
const xsds = Object.fromEntries(
  restVersions.map((version) => [
    version,
    {
      asyncStatus: new Xsd("AsyncStatusResponse", version),
      systemStatus: new Xsd("SystemStatusResponse", version),
    },
  ]),
);

test.for(
  restVersions.flatMap((version) =>
    operationNamesIn(version).flatMap((operation) =>
      operationStatusValues.map((status) => ({ version, operation, status })),
    ),
  ),
)(
  "$operation $status is written as the XSD of $version wants it, and reads back",
  ({ version, operation, status }) => {
    const value = { data: { operationState: { operation, status } }, ...envelope };
    const xml = encode("AsyncStatusResponse", value, { version });
    expect(xsds[version]?.asyncStatus.findings(xml)).toEqual([]);
    expect(decode("AsyncStatusResponse", new TextEncoder().encode(xml))).toEqual(value);
  },
);

test.for(
  restVersions.flatMap((version) =>
    (operationNameValuesNotIn[version] ?? []).map((operation) => ({ version, operation })),
  ),
)("$operation is not written in $version, nor valid there", ({ version, operation }) => {
  const value = {
    data: { operationState: { operation, status: "success" } },
    ...envelope,
  } as const;
  expect(() => encode("AsyncStatusResponse", value, { version })).toThrow(EncodeError);
  expect(xsds[version]?.asyncStatus.findings(encode("AsyncStatusResponse", value))).not.toEqual([]);
});

test.for(
  restVersions.flatMap((version) =>
    roleValues.flatMap((role) =>
      systemStateValues.map((systemState) => ({ version, role, systemState })),
    ),
  ),
)(
  "a system that is $systemState and $role is written as the XSD of $version wants it, and reads back",
  ({ version, role, systemState }) => {
    const value = { data: { systemState, role }, ...envelope };
    const xml = encode("SystemStatusResponse", value, { version });
    expect(xsds[version]?.systemStatus.findings(xml)).toEqual([]);
    expect(decode("SystemStatusResponse", new TextEncoder().encode(xml))).toEqual(value);
  },
);
