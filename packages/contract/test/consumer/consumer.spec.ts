// The real client sends each request to Pact's mock server, which writes the pacts.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AsyncStatusError, DeviceError } from "@asyncstatus/client";
import { PactV4 } from "@pact-foundation/pact";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contracts } from "../interactions/contracts.ts";
import { consumer, type PactInteraction, pactFile } from "../pacts/pact.ts";
import { addInteraction } from "./add-interaction.ts";
import { mockContext } from "./mock-context.ts";
import { withProviderValues } from "./provider-values.ts";

describe.for(contracts)("$provider", ({ provider, scheme, interactions }) => {
  // A new folder for each run: Pact adds to an existing file, and would keep renamed interactions.
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "asyncstatus-pacts-"));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test.concurrent.for(interactions)("$description", async (interaction, { expect }) => {
    const tls = scheme === "https";
    const pact = new PactV4({ consumer, provider, dir, tls, logLevel: "error" });
    await addInteraction(pact, interaction).executeTest(async ({ url }) => {
      const running = interaction.run(mockContext(interaction, url));
      expect(await resultOf(running)).toEqual(interaction.want);
    });
  });

  test("the pact is up to date; `pnpm --filter @asyncstatus/contract pacts` updates it", async () => {
    const pact = readFileSync(join(dir, `${consumer}-${provider}.json`), "utf8");
    await expect(normalize(pact)).toMatchFileSnapshot(pactFile(provider));
  });
});

/** The result of the client, or the fields of its error that depend on the response. */
async function resultOf(running: Promise<unknown>): Promise<unknown> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof DeviceError) {
      const { code, status, messages } = error;
      return { code, status, messages };
    }
    if (error instanceof AsyncStatusError) return { code: error.code };
    throw error;
  }
}

/** A pact in a stable order, without the versions of the tools that wrote it. */
function normalize(text: string): string {
  const { consumer, provider, interactions, metadata } = JSON.parse(text) as {
    consumer: unknown;
    provider: unknown;
    interactions: PactInteraction[];
    metadata: { pactSpecification: unknown };
  };
  const { pactSpecification } = metadata;
  const inOrder = interactions
    .map(withProviderValues)
    .toSorted((a, b) => (a.description < b.description ? -1 : 1));
  const pact = { consumer, provider, interactions: inOrder, metadata: { pactSpecification } };
  return `${JSON.stringify(withSortedKeys(pact), null, 2)}\n`;
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withSortedKeys(inner)]));
}
