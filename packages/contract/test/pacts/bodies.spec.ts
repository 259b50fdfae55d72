// Checks the committed pacts without Pact: their bodies, and that each matching rule applies to a text.

import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import { contracts } from "../interactions/contracts.ts";
import { validateBody } from "../../src/verify/validation/validate-body.ts";
import { documentVersion } from "../interactions/interaction.ts";
import { type PactInteraction, readPact } from "./pact.ts";

test.for(contracts)("every body of $provider is valid against XSD and JSON Schema", (contract) => {
  const documents = new Map(
    contract.interactions.map(({ description, response }) => [description, response.body?.document]),
  );
  const findings = withBodies(contract.provider).flatMap(({ interaction, body }) => {
    const { description, response } = interaction;
    const document = documents.get(description);
    if (!document) return [`${description}: has a body that its contract does not have`];
    const bytes = new TextEncoder().encode(body);
    const version = documentVersion(contract.version, response.status);
    return validateBody(version, document, bytes).map(
      ({ rule, actual }) => `${description}: ${rule}: ${actual}`,
    );
  });
  expect(findings).toEqual([]);
});

test.for(contracts)("every rule of $provider matches a text", ({ provider }) => {
  const findings = withBodies(provider).flatMap(({ interaction, body }) => {
    const { description, response } = interaction;
    return Object.entries(response.matchingRules?.body ?? {}).flatMap(([path, { matchers }]) => {
      const texts = textsAt(body, path);
      if (texts.length === 0) return [`${description}: nothing at ${path}`];
      const mismatches = texts.filter(
        (text) => !matchers.every(({ regex }) => new RegExp(regex).test(text)),
      );
      return mismatches.map((text) => `${description}: ${text} at ${path} does not match`);
    });
  });
  expect(findings).toEqual([]);
});

test("finds no text for a path without an element, or with child elements", () => {
  const body = "<response><data><a>1</a></data></response>";
  expect(textsAt(body, "$.response.data.a.#text")).toEqual(["1"]);
  expect(textsAt(body, "$.response.data.b.#text")).toEqual([]);
  expect(textsAt(body, "$.response.#text")).toEqual([]);
});

/** The texts that a rule applies to. Pact ignores a rule whose path matches nothing. */
function textsAt(body: string, path: string): string[] {
  const [, names] = /^\$\.(.*)\.#text$/.exec(path) ?? [];
  if (names === undefined) throw new Error(`${path} is not the path of a text.`);
  using document = XmlDocument.fromString(body);
  const elements = document.find(`/${names.replaceAll(".", "/")}[not(*)]`);
  return elements.map(({ content }) => content);
}

function withBodies(provider: string): { interaction: PactInteraction; body: string }[] {
  return readPact(provider).interactions.flatMap((interaction) => {
    const { body } = interaction.response;
    return body ? [{ interaction, body: body.content }] : [];
  });
}
