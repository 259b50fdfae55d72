// Specmatic, which shares no code with this project, sends every request of the OpenAPI documents to the
// reference device and validates the bodies in XML. Needs Java, Specmatic's JAR and spec/dist.

import { readFileSync } from "node:fs";
import { type RestVersion, restVersions } from "@asyncstatus/client";
import { parse } from "yaml";
import { type ProxyOptions, startProxy } from "../provider/proxy.ts";
import { ReferenceProvider } from "../provider/reference-provider.ts";
import { forSpecmatic } from "./for-specmatic.ts";
import { readyProvider } from "./ready-provider.ts";
import { runSpecmatic, type SpecmaticReport } from "./run-specmatic.ts";

const [jar] = process.argv.slice(2);
if (!jar) throw new Error("Usage: node test/specmatic/main.ts SPECMATIC_JAR");

/** Each operation; one of them twice, to verify and to save. */
const requests = 12;

for (const version of restVersions) {
  const { tried, failed, output } = await tryVersion(jar, version, (response) => response);
  console.log(`${version}: ${tried} requests, ${failed} with a wrong response`);
  if (failed > 0 || tried < requests) fail(output);
}

// Specmatic must find faults.
const faults = {
  "an unknown value": [">save<", ">sabotage<"],
  "a renamed element": ["status>", "state>"],
  "an unknown element": ["</operationState>", "<stranger/></operationState>"],
} as const;
for (const [fault, [right, wrong]] of Object.entries(faults)) {
  const { failed, output } = await tryVersion(jar, restVersions[0], (response) => {
    const body = new TextDecoder().decode(response.body).replaceAll(right, wrong);
    return { ...response, body: new TextEncoder().encode(body) };
  });
  console.log(`${fault}: ${failed} with a wrong response`);
  if (failed !== 1) fail(output);
}

async function tryVersion(
  jar: string,
  version: RestVersion,
  change: NonNullable<ProxyOptions["change"]>,
): Promise<SpecmaticReport> {
  const file = new URL(`../../../../spec/dist/${version}/openapi.yaml`, import.meta.url);
  await using device = new ReferenceProvider("https");
  const provider = readyProvider(device);
  await using proxy = await startProxy({ provider, change, onExchange: () => {} });
  return await runSpecmatic(jar, forSpecmatic(parse(readFileSync(file, "utf8"))), proxy.port);
}

function fail(output: string): void {
  console.error(output);
  process.exitCode = 1;
}
