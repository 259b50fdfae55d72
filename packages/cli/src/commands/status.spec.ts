import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld } from "../testing/world.ts";

test("status shows the most recent request, owner unknown", async () => {
  const world = await createWorld({
    device: {
      initialState: {
        saved: { text: "new realm" },
        lastRequest: { operation: "activate", status: "fail", reason: "No such realm." },
      },
    },
  });
  const { code, stdout } = await world.run("status");
  expect(stdout).toBe(
    "activate failed: No such realm.\n" +
      "  saved 2, running 1\n" +
      "  Owner unknown: the device doesn't report who issued it.\n",
  );
  expect(code).toBe(exitCodes.succeeded.code);
});

test("status shows what the device reports beside the status", async () => {
  const world = await createWorld({ device: { scenario: "verify-lists-faults" } });
  await world.run("verify");
  const { stdout } = await world.run("status");
  expect(stdout).toContain(
    "verify succeeded\n  verifySummary/verify: object sip-interface, field realm-id\n",
  );
  const { stdout: json } = await world.run("status", "--json");
  expect(schemaErrors(JSON.parse(json))).toEqual([]);
  expect(JSON.parse(json).additionalInfo.elements).toMatchObject([{ name: "verifySummary" }]);
});

test("status points to pending operations", async () => {
  const world = await createWorld({
    device: { scenario: "never-ending" },
    others: { "192.0.2.2": {} },
  });
  await world.run("activate", "--timeout", "5s");
  const other = await world.run("status", "--host", "192.0.2.2");
  expect(other.stdout).not.toContain("resume");
  const { stdout } = await world.run("status");
  expect(stdout).toContain("It may be your activate. To resume its wait, run: asyncstatus resume ");
});

test("status doesn't point to an operation that the status no longer shows", async () => {
  const world = await createWorld({ device: { durations: { activate: 60_000 } } });
  await world.run("activate", "--timeout", "5s");
  await world.clock.sleep(600_000);
  await world.run("verify");
  expect((await world.run("status")).stdout).not.toContain("resume");
});

test("status is null in JSON if there was no request", async () => {
  const world = await createWorld();
  const { stdout } = await world.run("status", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({ command: "status", outcome: "completed", status: null });
});

test("versions shows the saved and running versions and the REST versions", async () => {
  const world = await createWorld({ device: { initialState: { saved: { text: "new realm" } } } });
  const { stdout } = await world.run("versions");
  expect(stdout).toBe(
    "version 1 is running; version 2 is saved and not running; REST v1.2, v1.0, v1.1\n",
  );
  const { stdout: json } = await world.run("versions", "--json");
  expect(schemaErrors(JSON.parse(json))).toEqual([]);
});
