import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld } from "../testing/world.ts";

const edited = {
  add: [{ type: "host-route", attributes: { "dest-network": "10.0.0.0" } }],
  change: [{ type: "system-config", attributes: { location: "attic" } }],
  delete: [
    {
      type: "local-policy",
      attributes: { "from-address": "*", "to-address": "*", "source-realm": "access" },
    },
  ],
};

test("shows what was added, updated and deleted", async () => {
  const world = await createWorld({ device: { initialState: { edited } } });
  const { code, stdout } = await world.run("diff");
  expect(stdout).toBe(`+ host-route dest-network=10.0.0.0
    netmask  ""
    gateway  ""
    description  ""
~ system-config
    location  lab → attic
- local-policy 'from-address=*' 'to-address=*' source-realm=access
not running yet: 1 to add, 1 to update, 1 to delete
`);
  expect(code).toBe(exitCodes.succeeded.code);
  const { stdout: json } = await world.run("diff", "--json");
  expect(schemaErrors(JSON.parse(json))).toEqual([]);
  expect(JSON.parse(json).data.comparison.differences).toHaveLength(3);
});

test("compares the given types", async () => {
  const world = await createWorld({ device: { initialState: { edited } } });
  const { stdout } = await world.run("diff", "system-config", "realm-config");
  expect(stdout).toBe("~ system-config\n    location  lab → attic\nnot running yet: 1 to update\n");
});

const hidden = {
  change: [
    {
      type: "session-agent",
      attributes: { hostname: "core-proxy.example", description: "********" },
    },
  ],
};

test.each([
  ["nothing differs", {}, "nothing differs: the editing configuration is running", "succeeded"],
  ["something differs", { edited }, "not running yet: 1 to add, 1 to update, 1 to delete", "toDo"],
  [
    "a value is hidden",
    { running: hidden },
    "not compared: session-agent, because the device hides a value\n" +
      "no difference found, but not everything was compared",
    "toDo",
  ],
] as const)("if %s, says so and exits as expected", async (_, initialState, text, exit) => {
  const world = await createWorld({ device: { initialState } });
  const { code, stdout } = await world.run("diff", "--detailed-exit-code");
  expect(stdout.endsWith(`${text}\n`)).toBe(true);
  expect(code).toBe(exitCodes[exit].code);
});

test("names a type that the device refuses", async () => {
  const refusal = { fault: "status", status: 403, on: "getConfigElements", times: 1 } as const;
  const world = await createWorld({ device: { faults: [refusal] } });
  const { code, stdout } = await world.run("diff", "--json", "--detailed-exit-code");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result.data.comparison.unread).toMatchObject([
    { type: "certificate-record", reason: "failed", error: expect.stringContaining("403") },
  ]);
  expect(code).toBe(exitCodes.toDo.code);
});

test.each([
  ["getElementTypes", { fault: "status", status: 403 }, exitCodes.refused],
  ["getConfigElements", { fault: "reset" }, exitCodes.unreachable],
] as const)("fails if %s fails", async (on, fault, exit) => {
  const world = await createWorld({ device: { faults: [{ ...fault, on, times: 9 }] } });
  const { code, stdout } = await world.run("diff");
  expect(stdout).toBe("");
  expect(code).toBe(exit.code);
});

test("refuses a type that the device doesn't have", async () => {
  const world = await createWorld();
  const { code, stderr } = await world.run("diff", "system-config", "session-agnt");
  expect(stderr).toContain("Error: the device has no element type session-agnt\n");
  expect(code).toBe(exitCodes.usage.code);
});
