import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld } from "../testing/world.ts";

const inProgress = (operation: "save" | "activate") => ({
  initialState: { lastRequest: { operation, status: "inProgress", endsIn: 60_000 } } as const,
});

test("wait waits for the request in progress, owner unknown", async () => {
  const world = await createWorld({ device: inProgress("activate") });
  const { code, stdout } = await world.run("wait");
  expect(code).toBe(exitCodes.succeeded.code);
  expect(stdout).toContain("Succeeded: activate succeeded\n  documented: ");
  expect(stdout).toContain("owner unknown");
  expect(world.clock.now()).toBeGreaterThanOrEqual(60_000);
});

test.each([
  { argv: ["wait"], device: {} },
  {
    argv: ["wait"],
    device: { initialState: { lastRequest: { operation: "save", status: "success" } } } as const,
  },
  { argv: ["wait", "activate"], device: inProgress("save") },
])("$argv is unknown at once if no such request is in progress", async ({ argv, device }) => {
  const world = await createWorld({ device });
  const { code, stdout } = await world.run(...argv, "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result.outcome).toBe("lost");
  expect(code).toBe(exitCodes.unknown.code);
  expect(world.clock.now()).toBe(0);
});

test("wait reports a superseded request", async () => {
  const world = await createWorld({
    device: { ...inProgress("activate"), assumptions: { secondRequest: "replaces" } },
  });
  world.clock.after(5_000, () => world.device.device.issue("save", { by: "ACLI" }));
  const { code, stdout } = await world.run("wait");
  expect(stdout).toContain("Unknown: save in progress");
  expect(code).toBe(exitCodes.unknown.code);
});

test("wait exits with 5 at the deadline and with 130 on Ctrl-C", async () => {
  const world = await createWorld({ device: inProgress("activate") });
  const { code, stdout } = await world.run("wait", "activate", "--timeout", "5s");
  expect(code).toBe(exitCodes.stillRunning.code);
  expect(stdout).toContain("To wait again, run: asyncstatus wait activate --host 192.0.2.1");
  world.interruptAfter(5_000);
  expect((await world.run("wait")).code).toBe(exitCodes.interrupted.code);
});
