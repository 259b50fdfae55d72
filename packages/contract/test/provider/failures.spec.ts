// What would pass unnoticed, or be waited for, is red, and at once.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { restVersions } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { plainTransport } from "../consumer/http-transport.ts";
import { pactFile } from "../pacts/pact.ts";
import { ReferenceProvider } from "./reference-provider.ts";
import { type ContractReport, type Provider, verifyContract } from "./verify-contract.ts";

/** A contract of one interaction; a minute is what the verifier can wait for a provider. */
async function verify(
  provider: Provider,
  change: (pact: string) => string = (pact) => pact,
): Promise<ContractReport> {
  const [version] = restVersions;
  const dir = mkdtempSync(join(tmpdir(), "asyncstatus-pact-"));
  try {
    const pact = JSON.parse(readFileSync(pactFile(`rest-${version}-over-plain-http`), "utf8"));
    const one = { ...pact, interactions: pact.interactions.slice(0, 1) };
    const file = join(dir, "pact.json");
    writeFileSync(file, change(JSON.stringify(one)));
    return await verifyContract(provider, { pactFile: file, version }, 20_000);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

test("one interaction with the reference device is green", async () => {
  await using provider = new ReferenceProvider("http");
  expect(await verify(provider)).toMatchObject({ passed: true, stateFailures: [], verdicts: [] });
});

test("a state that is not in the table is red, and the table is shown", async () => {
  await using provider = new ReferenceProvider("http");
  const misspelt = (pact: string) => pact.replace("stands alone", "stands allone");
  const { passed, stateFailures } = await verify(provider, misspelt);
  expect(passed).toBe(false);
  expect(stateFailures.join()).toContain('There is no state "a device stands allone", only:');
  expect(stateFailures.join()).toContain("\n  a device stands alone\n");
});

test("a state whose handler throws is red", async () => {
  await using provider = new ReferenceProvider("http");
  const { passed, stateFailures } = await verify({
    url: "http://127.0.0.1:9",
    transport: provider.transport,
    handlers: {
      ...provider.handlers,
      "a device stands alone": () => {
        throw new Error("no room for a device");
      },
    },
  });
  expect(passed).toBe(false);
  expect(stateFailures).toEqual([
    '"a device stands alone" could not be set: Error: no room for a device',
  ]);
});

test("a provider that is down is red", async () => {
  await using provider = new ReferenceProvider("http");
  const { passed, failures } = await verify({
    // The port of the discard service, where nobody listens.
    url: "http://127.0.0.1:9",
    transport: plainTransport(),
    handlers: provider.handlers,
  });
  expect(passed).toBe(false);
  expect(failures).toContain("a look at asyncstatus over plain HTTP");
});
