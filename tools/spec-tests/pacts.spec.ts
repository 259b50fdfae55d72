// Every interaction of the pacts conforms to the OpenAPI document of its REST version.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DocumentName, restVersions } from "@asyncstatus/model";
import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { documentOf } from "../spec/document-of.ts";
import { comparePact, type Finding } from "./compare-pact.ts";
import { type Interaction, projectedDocument, projectedInteraction } from "./json-projection.ts";

/** Interactions that violate the document, because they are about the refusal of such a request. */
const exceptions: readonly {
  readonly of: RegExp;
  readonly code: string;
  readonly because: string;
}[] = [
  {
    of: / that does not accept XML$/,
    code: "request.accept.incompatible",
    because: "The response is 406.",
  },
  {
    of: /^an asyncstatus request with another method$/,
    code: "request.path-or-method.unknown",
    because: "The response is 405.",
  },
  {
    of: /^a token renewal with another media type$/,
    code: "request.content-type.incompatible",
    because: "The response is 415.",
  },
  {
    of: /^a deleted element$|^a request for elements by its key, /,
    code: "request.query.unknown",
    because: "A key attribute is a parameter of its own name.",
  },
];

const cases = restVersions.flatMap((version) =>
  [`rest-${version}`, `rest-${version}-over-plain-http`].map((provider) => ({
    version,
    provider,
    pact: readPact(provider),
  })),
);

test.for(cases)(
  "$provider conforms in method, path, query, status, media type and security",
  async ({ version, pact }) => {
    const findings = await comparePact(documentOf(version), pact);
    // The comparator ignores XML bodies. The next test compares them as JSON.
    const others = findings.filter(({ code }) => !code.endsWith(".body.unvalidatable"));
    expect(others.filter((finding) => !isException(finding)).map(describe)).toEqual([]);
  },
);

test.for(cases)("$provider conforms in its bodies", async ({ version, pact }) => {
  const interactions = pact.interactions.map((interaction) =>
    projectedInteraction(interaction, documentNameOf(version, interaction)),
  );
  const findings = await comparePact(projectedDocument(documentOf(version)), {
    ...pact,
    interactions,
  });
  expect(findings.filter((finding) => !isException(finding)).map(describe)).toEqual([]);
});

function readPact(provider: string): { readonly interactions: readonly Interaction[] } {
  return JSON.parse(
    readFileSync(join(workspace, "packages/contract/pacts", `${provider}.json`), "utf8"),
  );
}

function documentNameOf(version: string, { request, response }: Interaction): DocumentName | null {
  const operation = Object.values<OperationDescriptor>(operations).find(
    ({ method, path }) =>
      method === request.method && path.replace("{version}", version) === request.path,
  );
  return operation?.responses[response.status] ?? null;
}

function isException({ code, mockDetails }: Finding): boolean {
  const description = mockDetails?.interactionDescription ?? "";
  return exceptions.some((one) => one.code === code && one.of.test(description));
}

function describe({ type, code, message, mockDetails }: Finding): string {
  return `${mockDetails?.interactionDescription}: ${type} ${code}: ${message}`;
}

test("each exception occurs", async () => {
  const findings = await Promise.all(
    cases.map(({ version, pact }) => comparePact(documentOf(version), pact)),
  );
  const unneeded = exceptions.filter(
    ({ code, of }) =>
      !findings
        .flat()
        .some(
          (finding) =>
            finding.code === code && of.test(finding.mockDetails?.interactionDescription ?? ""),
        ),
  );
  expect(unneeded).toEqual([]);
});

test("finds a wrong media type and a wrong body", async () => {
  const [version] = restVersions;
  const [look] = readPact(`rest-${version}`).interactions.filter(
    ({ description }) => description === "an asyncstatus request: save, success",
  );
  if (!look) throw new Error("There is no such interaction.");
  const pact = readPact(`rest-${version}`);
  const inJson = {
    ...look,
    response: { ...look.response, headers: { "Content-Type": ["text/plain"] } },
  };
  expect(
    (await comparePact(documentOf(version), { ...pact, interactions: [inJson] })).map(
      ({ code }) => code,
    ),
  ).toContain("response.content-type.incompatible");
  const projected = projectedInteraction(look, "AsyncStatusResponse");
  const content = JSON.parse(
    JSON.stringify(projected.response.body?.content).replace('"save"', '"sabotage"'),
  );
  const wrong = {
    ...projected,
    response: {
      ...projected.response,
      body: { content, contentType: "application/json", encoded: false },
    },
  };
  expect(
    (
      await comparePact(projectedDocument(documentOf(version)), { ...pact, interactions: [wrong] })
    ).map(({ code }) => code),
  ).toContain("response.body.incompatible");
});
