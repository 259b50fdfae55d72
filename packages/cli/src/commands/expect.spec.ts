import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { interceptRequests } from "../testing/intercept-requests.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, type WorldOptions } from "../testing/world.ts";

const argv = ["activate", "--expect", "session-agent"];
const disabled = ["hostname=core-proxy.example", "state=disabled"];
const edit = {
  change: [
    { type: "session-agent", attributes: { hostname: "core-proxy.example", state: "disabled" } },
  ],
};

/** A device with a saved edit that isn't running. */
const saved = (more: WorldOptions["device"] = {}): WorldOptions => ({
  device: { ...more, initialState: { saved: edit } },
});

function resultOf(stdout: string) {
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  return result;
}

test("an element that runs after the activate, and did not before, is evidence", async () => {
  const world = await createWorld(saved());
  const { code, stdout } = await world.run(...argv, ...disabled, "--json");
  expect(resultOf(stdout)).toMatchObject({ outcome: "succeeded", expected: "running" });
  expect(code).toBe(exitCodes.succeeded.code);
});

test("the element settles an activate that another request replaced in the status", async () => {
  const world = await createWorld(
    saved({ assumptions: { lockBinds: "restClients", secondRequest: "replaces" } }),
  );
  interceptRequests(world, (request, send) => {
    if (request.url.search.includes("action=activate")) {
      world.clock.after(100, () => world.device.device.issue("verify", { by: "ACLI" }));
    }
    return send(request);
  });
  const { code, stdout } = await world.run(...argv, ...disabled, "--json");
  const result = resultOf(stdout);
  expect(result).toMatchObject({
    outcome: "succeeded",
    expected: "running",
    summary: "the expected element is in the running configuration",
    steps: [{ outcome: "superseded" }],
  });
  expect(result.resume).toBeUndefined();
  expect(code).toBe(exitCodes.succeeded.code);
});

test("an element that isn't as expected after the activate fails the command", async () => {
  const world = await createWorld(saved());
  const { code, stdout } = await world.run(...argv, "hostname=core-proxy.example", "port=5070");
  expect(stdout).toContain(
    "Failed: version 2 is now running (was 1), but the expected element isn't running\n",
  );
  expect(code).toBe(exitCodes.failed.code);
});

test("an element that ran before is no evidence", async () => {
  const world = await createWorld(saved());
  const { code, stdout, stderr } = await world.run(
    ...[...argv, "hostname=core-proxy.example", "state=enabled", "--json"],
  );
  expect(stderr).toContain("--expect: the element is already in the running configuration");
  expect(resultOf(stdout)).toMatchObject({ outcome: "succeeded", expected: "ran-before" });
  expect(code).toBe(exitCodes.succeeded.code);
});

test("an activate that failed stays failed", async () => {
  const world = await createWorld(
    saved({ requests: [{ on: "activate", fails: "No such realm." }] }),
  );
  const { code, stdout } = await world.run(...argv, ...disabled, "--json");
  expect(resultOf(stdout)).toMatchObject({ outcome: "failed", expected: "not-running" });
  expect(code).toBe(exitCodes.failed.code);
});

test.each([
  [["activate", "state=disabled"], "attributes need --expect TYPE"],
  [argv, "--expect: expected attributes, as KEY=VALUE"],
  [[...argv, "state"], "expected KEY=VALUE"],
  [[...argv, "state=disabled"], "--expect: lacks hostname, a key attribute of session-agent"],
  [["activate", "--expect", "sesion-agent", "a=b"], "the device has no element type sesion-agent"],
])("%j is refused before an activate is sent", async (given, message) => {
  const world = await createWorld(saved());
  const { code, stderr } = await world.run(...given);
  expect(stderr).toContain(message);
  expect(code).toBe(exitCodes.usage.code);
  expect(world.device.device.configurationVersions().runningVersion).toBe(1);
  world.device.device.lock("ACLI");
});

test.each([
  ["prot=5061", "Error: --expect: session-agent has no attribute prot\n"],
  ["state=off", "Error: --expect: state: expected enabled, disabled\n"],
])("activates nothing if the metadata rules out %s", async (pair, message) => {
  const world = await createWorld(saved());
  const { code, stderr } = await world.run(...argv, "hostname=core-proxy.example", pair, "--quiet");
  expect(stderr).toContain(message);
  expect(code).toBe(exitCodes.usage.code);
  expect(world.device.device.asyncStatus().operationState).toBeUndefined();
});
