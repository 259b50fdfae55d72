import { EditError } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { createFaultyWorld, createWorld, type World } from "./world.ts";

const location = ({ device }: World, of: "editing" | "running") =>
  device.findElements({ type: "system-config" }, of)[0]?.attributes.location?.[0];

test("rolls back to a backup, which is running after it", async () => {
  const world = createWorld();
  await using sbc = await world.connect();
  await sbc.commit({
    backup: "before",
    edit: (elements) =>
      elements.update({ type: "system-config", attributes: { location: "attic" } }),
  });
  expect(location(world, "running")).toBe("attic");
  const result = await sbc.rollBack({ to: { backup: "before" } });
  expect(result).toMatchObject({
    outcome: "succeeded",
    steps: [{ operation: "verify" }, { operation: "save" }, { operation: "activate" }],
    edit: { state: "replaced" },
  });
  expect(location(world, "running")).toBe("lab");
  expect(world.lockIsFree()).toBe(true);
});

test.for(["v1.2", "v1.0"] as const)(
  "%s: rolls back to the running configuration",
  async (version) => {
    const world = createWorld();
    world.device.edit({ change: [{ type: "system-config", attributes: { location: "attic" } }] });
    await using sbc = await world.connect({ version });
    expect(await sbc.rollBack({ to: "running" })).toMatchObject({ outcome: "succeeded" });
    expect([location(world, "editing"), location(world, "running")]).toEqual(["lab", "lab"]);
  },
);

test("changes nothing with `compare` if the running configuration is the editing one", async () => {
  const world = createWorld();
  await using sbc = await world.connect();
  const unchanged = await sbc.rollBack({ to: "running", compare: true });
  expect(unchanged).toMatchObject({ outcome: "unchanged", steps: [] });
  expect(world.device.asyncStatus().operationState).toBeUndefined();
  world.device.edit({ change: [{ type: "system-config", attributes: { location: "attic" } }] });
  const rolledBack = await sbc.rollBack({ to: "running", compare: true });
  expect(rolledBack.outcome).toBe("succeeded");
  expect(location(world, "editing")).toBe("lab");
  const toBackup = sbc.rollBack({ to: { backup: "before" }, compare: true });
  await expect(toBackup).rejects.toMatchObject({ option: "compare" });
});

test("puts the editing configuration back if the backup does not exist", async () => {
  const world = createWorld();
  world.device.edit({ change: [{ type: "system-config", attributes: { location: "attic" } }] });
  await using sbc = await world.connect();
  const error = await sbc
    .rollBack({ to: { backup: "nowhere" } })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EditError);
  expect(error).toMatchObject({ step: "restore", edit: { state: "restored" } });
  expect(location(world, "editing")).toBe("attic");
  expect(world.lockIsFree()).toBe(true);
});

test("v1.0: reports an unchanged editing configuration if the restore fails or is refused", async () => {
  for (const prepare of [
    () => {},
    ({ device }: World) => device.injectFault({ on: "restore", fault: "status", status: 404 }),
  ]) {
    const world = await createFaultyWorld({});
    world.device.edit({ change: [{ type: "system-config", attributes: { location: "attic" } }] });
    await using sbc = await world.connect({ version: "v1.0" });
    prepare(world);
    const rolledBack = sbc.rollBack({ to: { backup: "nowhere" } });
    await expect(rolledBack).rejects.toMatchObject({
      step: "restore",
      message: expect.stringMatching(/ Nothing was edited\.$/),
      edit: { state: "none", left: [] },
    });
    expect(location(world, "editing")).toBe("attic");
  }
});

test("v1.0: reports what is left if the result of the restore is unknown", async () => {
  const world = await createFaultyWorld({});
  await using sbc = await world.connect({ version: "v1.0" });
  world.device.injectFault({ on: "restore", fault: "reset", accepted: false });
  await expect(sbc.rollBack({ to: "running" })).rejects.toMatchObject({
    step: "restore",
    edit: { state: "left" },
  });
});

test("sends no second restore if the first was refused", async () => {
  const world = await createFaultyWorld({});
  await using sbc = await world.connect();
  world.device.injectFault({ on: "restore", fault: "status", status: 404, times: 2 });
  await expect(sbc.rollBack({ to: { backup: "nowhere" } })).rejects.toMatchObject({
    step: "restore",
    edit: { state: "none" },
  });
});

test("puts the editing configuration back if the verify fails, and leaves it in v1.0", async () => {
  for (const [version, state, expected] of [
    ["v1.2", "restored", "attic"],
    ["v1.0", "left", "lab"],
  ] as const) {
    const world = createWorld({ requests: [{ on: "verify", fails: "No such realm." }] });
    world.device.edit({ change: [{ type: "system-config", attributes: { location: "attic" } }] });
    await using sbc = await world.connect({ version });
    const result = await sbc.rollBack({ to: "running" });
    expect(result).toMatchObject({ outcome: "failed", edit: { state } });
    expect(location(world, "editing")).toBe(expected);
  }
});
