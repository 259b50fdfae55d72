// OpenAPI, XSD and codec have the same enumerated values in every version.

import {
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

/** Returns the enumerated values of the XSDs by type name. */
function valuesOfXsd(version: RestVersion): Record<string, string[]> {
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

/** Returns the enumerated values of OpenAPI by schema name. */
function valuesOfOpenApi(version: RestVersion): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(decodedSchemas(version).definitions).flatMap(([name, { enum: words }]) =>
      words ? [[name, words]] : [],
    ),
  );
}

test.for(restVersions)("OpenAPI, XSD and codec have the same values in %s", (version) => {
  const want = {
    OperationName: operationNamesIn(version),
    OperationStatus: operationStatusValues,
    Role: roleValues,
    SystemState: systemStateValues,
  };
  expect(valuesOfOpenApi(version)).toEqual(want);
  expect(valuesOfXsd(version)).toEqual(want);
});

test.for(
  restVersions.flatMap((version) =>
    (operationNameValuesNotIn[version] ?? []).map((operation) => ({ version, operation })),
  ),
)("$operation is refused by codec and XSD in $version", ({ version, operation }) => {
  const status = "success" as const;
  const value = { data: { operationState: { operation, status } }, messages: [], links: [] };
  expect(() => encode("AsyncStatusResponse", value, { version })).toThrow(EncodeError);
  const xsd = new Xsd("AsyncStatusResponse", version);
  expect(xsd.findings(encode("AsyncStatusResponse", value))).not.toEqual([]);
});
