import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

test.each([
  ["command", "commit; touch run"],
  ["command", "toString"],
  ["host", "http://192.0.2.1"],
  ["host", "https://192.0.2.1/path"],
  ["host", 7],
  ["remaining", ["save", "\u001b[2J"]],
  ["remaining", {}],
  ["format", 2],
  ["operation", undefined],
])("refuses a resume file with the %s %j", async (property, value) => {
  const world = await createWorld({ device: {} });
  const pending = {
    format: 1,
    command: "commit",
    host: "https://192.0.2.1",
    remaining: ["save"],
    operation: {},
    [property]: value,
  };
  const file = join(world.home, "resume.json");
  writeFileSync(file, JSON.stringify(pending));
  const { code, stdout, stderr } = await world.run("wait", "--resume", file);
  expect(stdout + stderr).toContain(`${file}: not a resume file`);
  expect(code).toBe(exitCodes.usage.code);
});

test("a resume file with an invented verdict doesn't succeed", async () => {
  const world = await createWorld({
    device: { initialState: { edited: { text: "new realm" } }, durations: { save: 1e9 } },
  });
  const { stdout } = await world.run("save", "--timeout", "5s", "--json");
  const { file } = JSON.parse(stdout).resume;
  const pending = JSON.parse(readFileSync(file, "utf8"));
  const operationState = { operation: "save", status: "success" };
  pending.operation.state.verdict = { kind: "ended", operationState, reason: "changed-under-lock" };
  writeFileSync(file, JSON.stringify(pending));
  const { code } = await world.run("wait", "--resume", file, "--timeout", "5s");
  expect(code).toBe(exitCodes.stillRunning.code);
});

test("wait exits with 5 at the deadline and with 130 on Ctrl-C", async () => {
  const world = await createWorld({ device: inProgress("activate") });
  const { code, stdout } = await world.run("wait", "activate", "--timeout", "5s");
  expect(code).toBe(exitCodes.stillRunning.code);
  expect(stdout).toContain("To wait again, run: asyncstatus wait activate --host 192.0.2.1");
  world.interruptAfter(5_000);
  expect((await world.run("wait")).code).toBe(exitCodes.interrupted.code);
});
