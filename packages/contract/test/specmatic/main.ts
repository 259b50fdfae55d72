// A second opinion that shares no code with us: Specmatic tries every request of the OpenAPI documents
// on the reference device, and judges the bodies in XML. Needs Java, Specmatic's jar, and `pnpm spec`.

import { readFileSync } from "node:fs";
import { type RestVersion, restVersions } from "@asyncstatus/client";
import { parse } from "yaml";
import { tapWire, type WiretapOptions } from "../provider/proxy.ts";
import { ReferenceProvider } from "../provider/reference-provider.ts";
import { forSpecmatic } from "./for-specmatic.ts";
import { readyProvider } from "./ready-provider.ts";
import { runSpecmatic, type SpecmaticReport } from "./run-specmatic.ts";

const [jar] = process.argv.slice(2);
if (!jar) throw new Error("Usage: node test/specmatic/main.ts SPECMATIC_JAR");

/** Each of the eleven, a PUT once to verify and once to save. */
const requests = 12;

for (const version of restVersions) {
  const { tried, failed, output } = await tryVersion(jar, version, (answer) => answer);
  console.log(`${version}: ${tried} requests, ${failed} answered wrongly`);
  if (failed > 0 || tried < requests) fail(output);
}

// A judge that finds nothing anywhere is no judge.
const faults = {
  "a word that is none": [">save<", ">sabotage<"],
  "an element of another name": ["status>", "state>"],
  "an element that is not specified": ["</operationState>", "<stranger/></operationState>"],
} as const;
for (const [fault, [right, wrong]] of Object.entries(faults)) {
  const { failed, output } = await tryVersion(jar, restVersions[0], (answer) => {
    const body = new TextDecoder().decode(answer.body).replaceAll(right, wrong);
    return { ...answer, body: new TextEncoder().encode(body) };
  });
  console.log(`${fault}, put in on the way: ${failed} answered wrongly`);
  if (failed !== 1) fail(output);
}

async function tryVersion(
  jar: string,
  version: RestVersion,
  change: NonNullable<WiretapOptions["change"]>,
): Promise<SpecmaticReport> {
  const file = new URL(`../../../../spec/dist/${version}/openapi.yaml`, import.meta.url);
  await using device = new ReferenceProvider("https");
  const provider = readyProvider(device);
  await using wire = await tapWire({ provider, change, onExchange: () => {} });
  return await runSpecmatic(jar, forSpecmatic(parse(readFileSync(file, "utf8"))), wire.port);
}

function fail(output: string): void {
  console.error(output);
  process.exitCode = 1;
}
