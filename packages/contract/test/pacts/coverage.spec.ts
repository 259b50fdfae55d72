// What the contracts do not hold is listed, with the reason.

import { restVersions } from "@asyncstatus/client";
import { type OperationDescriptor, type OperationId, operations } from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { contracts } from "../interactions/contracts.ts";
import { documentsSchema } from "../validation/documents-schema.ts";
import { presencesIn } from "./presences-in.ts";

const noParameter = "The request has no parameter that could be wrong.";
const forEverybody = "Documented for the API as a whole; the reference device answers everybody.";

/** Statuses of requests that are in no contract. */
const notAnswered: Readonly<Record<string, string>> = {
  "getAsyncStatus 400": noParameter,
  "getConfigurationVersions 400": noParameter,
  "getConfigurationVersions 403": forEverybody,
  "getSupportedVersions 400": noParameter,
  "getSupportedVersions 403": forEverybody,
  "getSupportedVersions 404": "Its path has no version, and the client never gives it one.",
  "getSupportedVersions 500":
    "Which versions it serves, the reference device knows whatever happens.",
  "getSystemStatus 400": noParameter,
  "getSystemStatus 403": forEverybody,
  "lockConfiguration 400": noParameter,
  "reboot 400": noParameter,
  "requestToken 403": "The reference device gives a token to every user whose password is right.",
  "unlockConfiguration 400": noParameter,
};

const alwaysThere = "The reference device always says it.";
const neverThere = "The reference device never says it.";

/** Optional parts of documents that no contract has, or that every contract has. */
const notVaried: Readonly<Record<string, string>> = {
  "Message without errorMessage": alwaysThere,
  "SystemStatusData without hostName": alwaysThere,
  "SystemStatusData without systemState": alwaysThere,
  "SystemStatusData without role": alwaysThere,
  "SystemStatusData without healthScorePercent": alwaysThere,
  "SystemStatusData with haHealthScorePercent": neverThere,
  "SystemStatusData with haSockets": neverThere,
  "SystemStatusData with haSyncState": neverThere,
  "SystemStatusData with switchOverLogs": neverThere,
};

test.for(restVersions)(
  "%s: every status of every request is in a contract, or listed",
  (version) => {
    const held = new Set(
      contracts
        .filter((contract) => contract.version === version)
        .flatMap(({ interactions }) => interactions)
        .map(({ operationId, answer }) => `${operationId} ${answer.status}`),
    );
    const specified = Object.entries<OperationDescriptor>(operations)
      // What has no version in its path stands in the contract of the newest.
      .filter(([, { path }]) => version === restVersions[0] || path.includes("{version}"))
      .flatMap(([id, { responses }]) => Object.keys(responses).map((status) => `${id} ${status}`));
    const listed = Object.keys(notAnswered).filter((name) => isIn(version, name.split(" ")[0]));
    expect(specified.filter((name) => !held.has(name)).toSorted()).toEqual(listed.toSorted());
  },
);

test("every optional part of a document is there in one contract and not in another, or listed", () => {
  const held = new Set(
    contracts
      .flatMap(({ interactions }) => interactions)
      .flatMap(({ answer }) =>
        answer.body ? presencesIn(documentsSchema, answer.body.document, answer.body.value) : [],
      ),
  );
  const possible = Object.entries(documentsSchema.definitions)
    .filter(([name]) => !name.startsWith("Xml"))
    .flatMap(([name, { properties = {}, required = [] }]) =>
      Object.keys(properties)
        .filter((property) => !required.includes(property))
        .flatMap((property) => [`${name} with ${property}`, `${name} without ${property}`]),
    );
  const missing = possible.filter((presence) => !held.has(presence));
  expect(missing.toSorted()).toEqual(Object.keys(notVaried).toSorted());
});

test("no two interactions of a contract have the same description", () => {
  for (const { interactions } of contracts) {
    const descriptions = interactions.map(({ description }) => description);
    expect(new Set(descriptions).size).toBe(descriptions.length);
  }
});

function isIn(version: string, id: string | undefined): boolean {
  const { path } = operations[id as OperationId];
  return version === restVersions[0] || path.includes("{version}");
}
