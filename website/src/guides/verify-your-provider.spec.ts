import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { changeState } from "@asyncstatus/contract";
import { startProviderOnHttp } from "@asyncstatus/contract/testing";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { startBroker } from "./broker.ts";
import { readGuide } from "./guide.ts";
import { createWorkplace, type Environment } from "./workplace.ts";

const guide = readGuide("verify-your-provider");
const request = JSON.parse(guide.file("request.json"));
const response = JSON.parse(guide.file("response.json"));
const verify = guide.next("sh");
const publish = guide.next("sh");
const verifyFromBroker = guide.next("sh");
const workflow = parse(guide.file(".github/workflows/contract.yaml"));
const stub = guide.next("sh");
const ask = guide.next("sh");
const select = guide.next("sh");

const pactFile = createRequire(import.meta.url).resolve(
  "@asyncstatus/contract/pacts/rest-v1.2.json",
);
const pact = JSON.parse(readFileSync(pactFile, "utf8"));

async function serve(): Promise<Environment> {
  const provider = await startProviderOnHttp();
  onTestFinished(() => provider[Symbol.asyncDispose]());
  return {
    PROVIDER_PORT: `${provider.port}`,
    STATES_URL: provider.statesUrl,
    PACT_DO_NOT_TRACK: "true",
  };
}

test("the state of the example exists, and its handler can return the values", async () => {
  const handlers = { [request.state]: () => response };
  expect(await changeState(handlers as never, request)).toEqual(response);
});

test("the verifier passes for a provider that issues its own tokens", async () => {
  const place = createWorkplace();
  const ran = await place.run(verify, await serve());
  expect(ran).toMatchObject({ code: 0 });
  const report = readFileSync(join(place.folder, "report.xml"), "utf8");
  expect(report).toContain(`tests="${pact.interactions.length}"`);
}, 60_000);

test("the workflow runs the same command", () => {
  const { env, steps } = workflow.jobs.contract;
  expect(steps.at(-1).run.replaceAll(/\s+/g, " ")).toBe(verify.replaceAll(/\s+/g, " "));
  expect(Object.keys(env)).toEqual(["PROVIDER_PORT", "STATES_URL", "PACT_DO_NOT_TRACK"]);
});

test("the contract is published, and the result of its verification", async () => {
  await using broker = await startBroker();
  const place = createWorkplace();
  const env = {
    ...(await serve()),
    PACT_BROKER_BASE_URL: broker.url,
    CONTRACT_VERSION: "1.0.0",
    PROVIDER_VERSION: "2.0.0",
  };
  expect(await place.run(publish, env)).toMatchObject({ code: 0 });
  expect(broker.published).toMatchObject({ interactions: pact.interactions });
  const ran = await place.run(verifyFromBroker, env);
  expect(ran.code, ran.output).toBe(0);
  expect(broker.results).toMatchObject([{ success: true, providerApplicationVersion: "2.0.0" }]);
}, 60_000);

test("the stub responds as the state in the header says", async () => {
  const place = createWorkplace();
  const { PROVIDER_PORT: unused = "" } = await serve();
  const port = `${Number(unused) + 1}`;
  const lock = pact.interactions.find(
    ({ description }: { description: string }) => description === "a lock request",
  );
  const [authorization] = lock.request.headers.authorization;
  const env = { PACT: pactFile, STUB_PORT: port, AUTHORIZATION: authorization };
  // In its own group of processes, because the stub starts another program.
  const commands = `set -m
    ${stub.trim()} > stub.log 2>&1 & stub=$!
    trap 'kill -- -$stub' EXIT
    for attempt in $(seq 100); do
      curl --silent --output /dev/null "http://127.0.0.1:$STUB_PORT/" && break
      sleep 0.1
    done
    ${ask}`;
  const ran = await place.run(commands, env);
  expect(ran.stdout).toContain("<status>fail</status>");
}, 60_000);

test("jq keeps one interaction", async () => {
  const place = createWorkplace();
  expect(await place.run(select, { PACT: pactFile })).toMatchObject({ code: 0 });
  const { interactions } = JSON.parse(
    readFileSync(join(place.folder, "save-success.json"), "utf8"),
  );
  expect(interactions).toHaveLength(1);
});

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
