// Verifies the reference device against the committed pacts, over HTTPS.

import { expect, test } from "vitest";
import { changeState } from "../../src/index.ts";
import { contracts } from "../interactions/contracts.ts";
import { pactFile } from "../pacts/pact.ts";
import { ReferenceProvider } from "./reference-provider.ts";
import { verifyContract } from "./verify-contract.ts";

test.for(contracts)("the reference device fulfills the contract $provider", async (contract) => {
  await using provider = new ReferenceProvider(contract.scheme);
  const report = await verifyContract({
    provider,
    changeState: (request) => changeState(provider.handlers, request),
    pactFile: pactFile(contract.provider),
    version: contract.version,
    timeoutMs: 120_000,
  });
  expect(report.stateFailures).toEqual([]);
  expect(report.failures).toBe("");
  expect(report.findings).toEqual([]);
  expect(report.passed).toBe(true);
  const descriptions = contract.interactions.map(({ description }) => description);
  expect([...report.interactions.keys()].toSorted()).toEqual(descriptions.toSorted());
});
