import { expect, test } from "vitest";
import { exitCodes } from "../exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld } from "../testing/world.ts";

const inProgress = (operation: "save" | "activate") => ({
  initialState: { lastRequest: { operation, status: "inProgress", endsIn: 60_000 } } as const,
});

test("wait waits for whatever is in progress, and says that it cannot tell whose it was", async () => {
  const world = await createWorld({ device: inProgress("activate") });
  const { code, stdout } = await world.run("wait");
  expect(code).toBe(exitCodes.succeeded.code);
  expect(stdout).toContain("took effect: activate succeeded\n  documented: ");
  expect(stdout).toContain("whose it was, the device does not tell");
  expect(world.clock.now()).toBeGreaterThanOrEqual(60_000);
});

test.each([
  { argv: ["wait"], device: {} },
  {
    argv: ["wait"],
    device: { initialState: { lastRequest: { operation: "save", status: "success" } } } as const,
  },
  { argv: ["wait", "activate"], device: inProgress("save") },
])(
  "$argv with nothing of that name in progress says that nobody knows, at once",
  async ({ argv, device }) => {
    const world = await createWorld({ device });
    const { code, stdout } = await world.run(...argv, "--json");
    const result = JSON.parse(stdout);
    expect(schemaErrors(result)).toEqual([]);
    expect(result.outcome).toBe("unknown");
    expect(code).toBe(exitCodes.unknown.code);
    expect(world.clock.now()).toBe(0);
  },
);

test("wait for one that is superseded says so", async () => {
  const world = await createWorld({
    device: { ...inProgress("activate"), assumptions: { secondRequest: "replaces" } },
  });
  world.clock.after(5_000, () => world.device.device.issue("save", { by: "ACLI" }));
  const { code, stdout } = await world.run("wait");
  expect(stdout).toContain("superseded: save in progress");
  expect(code).toBe(exitCodes.unknown.code);
});

test("wait ends at its deadline with 5 and the command that goes on, at Ctrl-C with 130", async () => {
  const world = await createWorld({ device: inProgress("activate") });
  const { code, stdout } = await world.run("wait", "activate", "--timeout", "5s");
  expect(code).toBe(exitCodes.stillRunning.code);
  expect(stdout).toContain("To wait on: asyncstatus wait activate --host 192.0.2.1");
  world.interruptAfter(5_000);
  expect((await world.run("wait")).code).toBe(exitCodes.interrupted.code);
});
