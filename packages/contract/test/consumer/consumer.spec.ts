// The real client puts each request to Pact's mock server. What both agree on is written down in pacts/.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PactV4 } from "@pact-foundation/pact";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contracts } from "../interactions/contracts.ts";
import { consumer, pactFile } from "../pacts/pact.ts";
import { addInteraction } from "./add-interaction.ts";
import { mockStage } from "./mock-context.ts";
import { normalisePact } from "./normalize-pact.ts";
import { outcomeOf } from "./outcome-of.ts";

describe.for(contracts)("$provider", ({ provider, scheme, interactions }) => {
  // A new folder for each run: Pact adds to a file that exists, and what was renamed would stay.
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "asyncstatus-pacts-"));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test.for(interactions)("$description", async (interaction) => {
    const tls = scheme === "https";
    const pact = new PactV4({ consumer, provider, dir, tls, logLevel: "error" });
    await addInteraction(pact, interaction).executeTest(async ({ url }) => {
      const acting = interaction.act(mockStage(interaction, url));
      expect(await outcomeOf(acting)).toEqual(interaction.want);
    });
  });

  test("the pact is the one that is committed; `pnpm pacts` writes it anew", async () => {
    const pact = readFileSync(join(dir, `${consumer}-${provider}.json`), "utf8");
    await expect(normalisePact(pact)).toMatchFileSnapshot(pactFile(provider));
  });
});
