// What is written down is judged without Pact: the bodies, and whether every rule is about something.

import { expect, test } from "vitest";
import { contracts } from "../interactions/contracts.ts";
import { judgeBody } from "../validation/validate-response.ts";
import { type PactInteraction, readPact } from "./pact.ts";
import { readElement } from "../validation/element.ts";
import { textsAt } from "./texts-at.ts";

test.for(contracts)(
  "every body of $provider is valid by the XSD and, decoded, by the schema",
  (contract) => {
    const documents = new Map(
      contract.interactions.map(({ description, answer }) => [description, answer.body?.document]),
    );
    const findings = withBodies(contract.provider).flatMap(({ interaction, body }) => {
      const { description, response } = interaction;
      const document = documents.get(description);
      if (!document) return [`${description}: has a body that its contract does not have`];
      const bytes = new TextEncoder().encode(body);
      return judgeBody(contract.version, response.status, document, bytes).map(
        ({ judge, finding }) => `${description}: ${judge}: ${finding}`,
      );
    });
    expect(findings).toEqual([]);
  },
);

test.for(contracts)(
  "every rule of $provider is about a text that is there, and fits it",
  ({ provider }) => {
    const findings = withBodies(provider).flatMap(({ interaction, body }) => {
      const rules = Object.entries(interaction.response.matchingRules?.body ?? {});
      const root = readElement(body);
      return rules.flatMap(([path, { matchers }]) => {
        const texts = textsAt(root, path);
        if (texts.length === 0) return [`${interaction.description}: nothing is at ${path}`];
        const unfit = texts.filter(
          (text) => !matchers.every(({ regex }) => new RegExp(regex).test(text)),
        );
        return unfit.map((text) => `${interaction.description}: ${text} at ${path} does not fit`);
      });
    });
    expect(findings).toEqual([]);
  },
);

test("a path that leads nowhere is found", () => {
  const root = readElement("<response><data><a>1</a></data></response>");
  expect(textsAt(root, "$.response.data.a.#text")).toEqual(["1"]);
  expect(textsAt(root, "$.response.data.b.#text")).toEqual([]);
  expect(textsAt(root, "$.response.#text")).toEqual([]);
});

function withBodies(provider: string): { interaction: PactInteraction; body: string }[] {
  return readPact(provider).interactions.flatMap((interaction) => {
    const { body } = interaction.response;
    return body ? [{ interaction, body: body.content }] : [];
  });
}
