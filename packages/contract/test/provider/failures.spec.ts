// A verification fails at once where Pact's verifier could pass or wait.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { restVersions } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { changeState, type StateHandlers } from "../../src/index.ts";
import { temporaryFolder } from "../../src/testing/temporary-folder.ts";
import { httpTransport } from "../consumer/http-transport.ts";
import { pactFile } from "../pacts/pact.ts";
import { ReferenceProvider } from "./reference-provider.ts";
import { type ContractOptions, type ContractReport, verifyContract } from "./verify-contract.ts";

/** Verifies one interaction. The verifier waits up to a minute for a provider. */
async function verify(
  handlers: StateHandlers,
  provider: ContractOptions["provider"],
  change: (pact: string) => string = (pact) => pact,
): Promise<ContractReport> {
  const [version] = restVersions;
  const pact = JSON.parse(readFileSync(pactFile(`rest-${version}-over-plain-http`), "utf8"));
  const one = { ...pact, interactions: pact.interactions.slice(0, 1) };
  const file = join(temporaryFolder(), "pact.json");
  writeFileSync(file, change(JSON.stringify(one)));
  return await verifyContract({
    provider,
    changeState: (request) => changeState(handlers, request),
    pactFile: file,
    version,
    timeoutMs: 20_000,
  });
}

// The discard port, where no server listens.
const down = { url: "http://127.0.0.1:9", transport: httpTransport() };

test("passes for one interaction with the reference device", async () => {
  await using provider = new ReferenceProvider("http");
  expect(await verify(provider.handlers, provider)).toMatchObject({
    passed: true,
    stateFailures: [],
    findings: [],
  });
});

test("fails for an unknown state, and lists the known ones", async () => {
  await using provider = new ReferenceProvider("http");
  const misspelled = (pact: string) => pact.replace("standalone", "standalon");
  const { passed, stateFailures } = await verify(provider.handlers, provider, misspelled);
  expect(passed).toBe(false);
  expect(stateFailures.join()).toContain('Unknown state "a standalon device". Known states:');
  expect(stateFailures.join()).toContain("\n  a standalone device\n");
});

test("fails for a state whose handler throws", async () => {
  await using provider = new ReferenceProvider("http");
  const handlers = {
    ...provider.handlers,
    "a standalone device": () => {
      throw new Error("no room for a device");
    },
  };
  const { passed, stateFailures } = await verify(handlers, down);
  expect(passed).toBe(false);
  expect(stateFailures).toEqual([
    'The handler of "a standalone device" failed: Error: no room for a device',
  ]);
});

test.for([
  ["application/xml;charset=UTF-8", true],
  ['application/xml; charset="utf-8"', true],
  ["application/xml;charset=utf-16", false],
  ["text/xml", false],
] as const)("a response of %s passes: %s", async ([mediaType, passes]) => {
  await using provider = new ReferenceProvider("http");
  const altered: ContractOptions["provider"] = {
    get url() {
      return provider.url;
    },
    transport: {
      async request(request) {
        const response = await provider.transport.request(request);
        return { ...response, headers: { ...response.headers, "content-type": mediaType } };
      },
      close: async () => {},
    },
  };
  expect((await verify(provider.handlers, altered)).passed).toBe(passes);
});

test("fails for a provider that is down", async () => {
  await using provider = new ReferenceProvider("http");
  const { passed, failures } = await verify(provider.handlers, down);
  expect(passed).toBe(false);
  expect(failures).toContain("over plain HTTP");
});
