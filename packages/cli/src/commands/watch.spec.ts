import { expect, test } from "vitest";
import { schemaErrors } from "../testing/schema-errors.ts";
import { screenOf } from "../testing/screen.ts";
import { createWorld, type World } from "../testing/world.ts";

function somebodySaves({ clock, device }: World): void {
  clock.after(5_000, () => device.device.issue("save", { by: "ACLI" }));
}

test("watch prints changes until Ctrl-C", async () => {
  const world = await createWorld({ device: { initialState: { edited: { text: "new realm" } } } });
  somebodySaves(world);
  world.interruptAfter(20_000);
  const { code, stdout } = await world.run("watch", "--interval", "500ms");
  expect(stdout.split("\n").slice(0, 3)).toEqual([
    "2026-01-01T00:00:00Z 192.0.2.1: no asynchronous request; saved 1, running 1",
    "2026-01-01T00:00:05Z 192.0.2.1: save in progress; saved 1, running 1",
    "2026-01-01T00:00:06Z 192.0.2.1: save succeeded; saved 2, running 1",
  ]);
  expect(code).toBe(0);
});

test("watch on a terminal updates one line below the changes", async () => {
  const world = await createWorld({
    device: { initialState: { edited: { text: "new realm" } } },
    terminal: {},
  });
  somebodySaves(world);
  world.interruptAfter(20_000);
  let middle = "";
  world.clock.after(15_000, () => {
    middle = world.terminal.all;
  });
  await world.run("watch");
  await expect(await screenOf(middle)).toMatchFileSnapshot("../../screens/watch.txt");
});

test("watch ends when the reader closes the pipe", async () => {
  const world = await createWorld();
  world.clock.after(5_000, () => world.terminal.closed.abort());
  const { code } = await world.run("watch");
  expect(code).toBe(0);
  expect(world.clock.now()).toBeLessThan(10_000);
});

test("watch continues after a failed poll", async () => {
  const world = await createWorld({
    device: { faults: [{ fault: "status", status: 500, on: "getAsyncStatus", nth: 2 }] },
  });
  world.interruptAfter(10_000);
  const { code, stderr } = await world.run("watch");
  expect(stderr).toContain("no response, retrying");
  expect(code).toBe(0);
});

test("each line of --json-lines matches the schema", async () => {
  const world = await createWorld();
  somebodySaves(world);
  world.interruptAfter(10_000);
  const { stdout } = await world.run("watch", "--json-lines", "--interval", "500ms");
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ type }) => type)).toEqual(["status", "status", "status", "result"]);
  expect(lines.flatMap(schemaErrors)).toEqual([]);
});
