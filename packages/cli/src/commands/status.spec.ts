import { expect, test } from "vitest";
import { exitCodes } from "../exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld } from "../testing/world.ts";

test("status shows the last request of anybody, and that nobody can say whose it is", async () => {
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
      "  Whose request that is, one look cannot tell: the device names no owner.\n",
  );
  expect(code).toBe(exitCodes.succeeded.code);
});

test("status names an operation that was left here", async () => {
  const world = await createWorld({
    device: { scenario: "never-ending" },
    others: { "192.0.2.2": {} },
  });
  await world.run("activate", "--timeout", "5s");
  const other = await world.run("status", "--host", "192.0.2.2");
  expect(other.stdout).not.toContain("left here");
  const { stdout } = await world.run("status");
  expect(stdout).toMatch(
    /It may be the activate that activate left here: asyncstatus wait --resume /,
  );
});

test("status of a device that has had no request is null in JSON", async () => {
  const world = await createWorld();
  const { stdout } = await world.run("status", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({ command: "status", outcome: "done", status: null });
});

test("versions tells what is saved, what runs, and which REST versions there are", async () => {
  const world = await createWorld({ device: { initialState: { saved: { text: "new realm" } } } });
  const { stdout } = await world.run("versions");
  expect(stdout).toBe("version 1 runs; version 2 is saved and does not; REST v1.2, v1.0, v1.1\n");
  const { stdout: json } = await world.run("versions", "--json");
  expect(schemaErrors(JSON.parse(json))).toEqual([]);
});
