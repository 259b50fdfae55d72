// Lists what the contracts do not cover, with the reason.

import { readdirSync, readFileSync } from "node:fs";
import { restVersions } from "@asyncstatus/client";
import { type OperationDescriptor, type OperationId, operations } from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { states } from "../../src/index.ts";
import { clientOperationIds } from "../interactions/basic-requests.ts";
import { contracts } from "../interactions/contracts.ts";
import { users } from "../interactions/users.ts";

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<
    Record<string, { readonly $ref?: string; readonly items?: Schema }>
  >;
  readonly $ref?: string;
}

/** The JSON Schemas of the newest version, which have everything that older ones have. */
const schemaFile = new URL("../../../model/src/gen/documents.schema.json", import.meta.url);
const { definitions }: { readonly definitions: Readonly<Record<string, Schema>> } = JSON.parse(
  readFileSync(schemaFile, "utf8"),
);

/** Statuses that no contract has. */
const uncoveredStatuses: Readonly<Record<string, string>> = {
  "addConfigElement 415": "Pact's mock server does not match XML under another media type.",
  "changeConfigElement 415": "Pact's mock server does not match XML under another media type.",
  "deleteConfigElement 200": "Assumed, for devices that do not respond with 204.",
  "getElementTypeMetadata 400": "The client always sends the type; an unknown one is not found.",
  "getElementTypeMetadata 500": "The reference device always knows its element types.",
  "getElementTypes 500": "The reference device always knows its element types.",
  "getSupportedVersions 404": "Its path has no version, and the client never adds one.",
  "getSupportedVersions 500": "The reference device always knows its versions.",
};

const alwaysPresent = "The reference device always sends it.";
const neverPresent = "The reference device never sends it.";

/** Optional properties that are in every contract, or in none. */
const uncoveredProperties: Readonly<Record<string, string>> = {
  "AttributeMetadata without key": alwaysPresent,
  "AttributeMetadata without type": alwaysPresent,
  "ElementType without description": alwaysPresent,
  "Message without errorMessage": alwaysPresent,
  "SubElement with elementType": "The elements of the contracts have no sub-elements.",
  "SubElement without elementType": "The elements of the contracts have no sub-elements.",
  "SystemStatusData without hostName": alwaysPresent,
  "SystemStatusData without systemState": alwaysPresent,
  "SystemStatusData without role": alwaysPresent,
  "SystemStatusData without healthScorePercent": alwaysPresent,
  "SystemStatusData with haHealthScorePercent": neverPresent,
  "SystemStatusData with haSockets": neverPresent,
  "SwitchOver without time": alwaysPresent,
  "SwitchOver without oldState": alwaysPresent,
  "SwitchOver without newState": alwaysPresent,
  "SwitchOver without info": alwaysPresent,
  "SyncComponent without name": alwaysPresent,
  "SyncComponent without state": alwaysPresent,
};

/** Returns false for a 400 without a parameter or body, and for a 403 that is only documented for the whole API. */
function isPossible(status: string, operation: OperationDescriptor): boolean {
  const { query, keyAttributes, body, form, requiresAdministrator } = operation;
  if (status === "400") return query.length + form.length > 0 || !!keyAttributes || !!body;
  return status !== "403" || requiresAdministrator;
}

test("every request of the client's code is in the contracts", () => {
  const folder = new URL("../../../client/src/", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.ts$/.test(file) && !/\.spec\.ts$|testing/.test(file),
  );
  const code = files.map((file) => readFileSync(new URL(file, folder), "utf8")).join("\n");
  const used = Object.keys(operations).filter((id) => new RegExp(`\\b${id}\\b`).test(code));
  expect(clientOperationIds.toSorted()).toEqual(used.toSorted());
});

test.for(restVersions)("%s: every status of every request is in a contract or listed", (version) => {
  const covered = new Set(
    contracts
      .filter((contract) => contract.version === version)
      .flatMap(({ interactions }) => interactions)
      .map(({ operationId, response }) => `${operationId} ${response.status}`),
  );
  // An operation without a version in its path is in the contract of the newest.
  const belongs = (id: string | undefined) =>
    version === restVersions[0] || operations[id as OperationId].path.includes("{version}");
  const specified = clientOperationIds.filter(belongs).flatMap((id) => {
    const operation: OperationDescriptor = operations[id];
    return Object.keys(operation.responses)
      .filter((status) => isPossible(status, operation))
      .map((status) => `${id} ${status}`);
  });
  const listed = Object.keys(uncoveredStatuses).filter((name) => belongs(name.split(" ")[0]));
  expect(specified.filter((name) => !covered.has(name)).toSorted()).toEqual(listed.toSorted());
});

test("every optional property is present in one contract and absent in another, or listed", () => {
  const covered = new Set(
    contracts
      .flatMap(({ interactions }) => interactions)
      .flatMap(({ response: { body } }) => (body ? presencesIn(body.document, body.value) : [])),
  );
  const possible = Object.entries(definitions)
    .filter(([name]) => !name.startsWith("Xml"))
    .flatMap(([name, { properties = {}, required = [] }]) =>
      Object.keys(properties)
        .filter((property) => !required.includes(property))
        .flatMap((property) => [`${name} with ${property}`, `${name} without ${property}`]),
    );
  const missing = possible.filter((presence) => !covered.has(presence));
  expect(missing.toSorted()).toEqual(Object.keys(uncoveredProperties).toSorted());
});

test("descriptions are unique in a contract", () => {
  for (const { interactions } of contracts) {
    const descriptions = interactions.map(({ description }) => description);
    expect(new Set(descriptions).size).toBe(descriptions.length);
  }
});

/** The presence or absence of each optional property in a value, by the property's type. */
function presencesIn(typeName: string, value: unknown): string[] {
  const { properties = {}, required = [] } = definitions[typeName] ?? {};
  const object: Readonly<Record<string, unknown>> = Object(value);
  return Object.entries(properties).flatMap(([property, { $ref, items }]) => {
    const inner = object[property];
    const presence = `${typeName} ${inner === undefined ? "without" : "with"} ${property}`;
    const type = ($ref ?? items?.$ref)?.replace("#/definitions/", "");
    const values = inner === undefined ? [] : items ? (inner as unknown[]) : [inner];
    return [
      ...(required.includes(property) ? [] : [presence]),
      ...(type ? values.flatMap((each) => presencesIn(type, each)) : []),
    ];
  });
}

test("the README lists every state with its parameters, and every user", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  type Parameters = Readonly<Record<string, string | readonly string[]>>;
  const rows = Object.entries<Parameters>(states).map(([name, parameters]) => {
    const texts = Object.entries(parameters).map(([parameter, values]) =>
      typeof values === "string"
        ? `\`${parameter}\``
        : `\`${parameter}\`: ${values.map((value) => `\`${value}\``).join(", ")}`,
    );
    return `| ${name} | ${texts.join("; ")} |`;
  });
  const logins = Object.values(users).map(({ user, password }) => `| \`${user}\` | \`${password}\` |`);
  expect([...rows, ...logins].filter((row) => !readme.includes(row))).toEqual([]);
});
