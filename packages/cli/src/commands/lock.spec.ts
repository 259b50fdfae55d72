import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, type World } from "../testing/world.ts";

function lockIsFree({ device }: World): boolean {
  try {
    device.device.lock("ACLI");
    device.device.unlock("ACLI");
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

test("lock holds the lock longer than a token lives and releases it", async () => {
  const world = await createWorld();
  const free: boolean[] = [];
  for (const minutes of [1, 29, 31]) {
    world.clock.after(minutes * 60_000, () => free.push(lockIsFree(world)));
  }
  const { code, stdout } = await world.run("lock", "--for", "30m");
  await world.clock.sleep(120_000);
  expect(free).toEqual([false, false, true]);
  expect(stdout).toBe("the lock is released\n");
  expect(code).toBe(0);
});

test("lock holds the lock and warns if unlock can't find it", async () => {
  const file = fileURLToPath(import.meta.url);
  const world = await createWorld({ env: { XDG_STATE_HOME: file } });
  const free: boolean[] = [];
  world.clock.after(60_000, () => free.push(lockIsFree(world)));
  const { code, stderr } = await world.run("lock", "--for", "2m");
  expect(code).toBe(0);
  expect(stderr).toContain("`asyncstatus unlock` can't release this lock");
  expect(free).toEqual([false]);
  expect(lockIsFree(world)).toBe(true);
});

test("lock ends with Ctrl-C", async () => {
  const world = await createWorld();
  world.interruptAfter(60_000);
  expect((await world.run("lock")).code).toBe(0);
  expect(lockIsFree(world)).toBe(true);
});

test("unlock makes the process that holds the lock release it", async () => {
  const world = await createWorld();
  const holding = world.run("lock");
  await world.clock.sleep(5_000);
  expect(lockIsFree(world)).toBe(false);
  const released = await world.run("unlock");
  expect(released).toMatchObject({ code: 0 });
  await holding;
  expect(lockIsFree(world)).toBe(true);
});

test("other commands say that the lock is your own, and how to release it", async () => {
  const world = await createWorld();
  const holding = world.run("lock");
  await world.clock.sleep(5_000);
  const { code, stderr } = await world.run("commit");
  expect(stderr).toContain("your own `asyncstatus lock` on this computer holds");
  expect(stderr).toMatch(/To release it, run: asyncstatus unlock --host 192\.0\.2\.1\b/);
  expect(code).toBe(exitCodes.locked.code);
  const { error } = JSON.parse((await world.run("commit", "--json")).stdout);
  expect(error.message).toMatch(/^your own `asyncstatus lock` on this computer holds/);
  const edit = "<configElement><elementType>host-route</elementType></configElement>";
  const request = ["request", "POST", "configuration/configElements", "--data", edit];
  expect((await world.run(...request)).stderr).toContain("your own `asyncstatus lock`");
  const waiting = await world.run("commit", "--wait-for-lock", "10s");
  expect(waiting.stderr).toContain("held by your own `asyncstatus lock`, retrying in");
  await world.run("unlock");
  await holding;
});

test("unlock explains why it can't release the lock of another client", async () => {
  const world = await createWorld({ device: { initialState: { lockedBy: "Maria" } } });
  const { code, stderr } = await world.run("unlock");
  expect(code).toBe(exitCodes.locked.code);
  expect(stderr).toContain("The lock belongs to the token that took it");
  const result = JSON.parse((await world.run("unlock", "--json")).stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result.error).toEqual({ code: "locked", message: result.summary });
});

test("lock exits with 7 if the lock is lost", async () => {
  const world = await createWorld();
  world.clock.after(60_000, () => world.device.device.reboot());
  const { code, stderr } = await world.run("lock", "--for", "30m");
  expect(stderr).toContain("the configuration lock was lost");
  expect(code).toBe(exitCodes.locked.code);
});

test.each(["", "0\n", "-1\n", `${process.pid}`, "1e3\n"])(
  "ignores the damaged note %j",
  async (note) => {
    const world = await createWorld();
    const folder = join(world.home, ".local", "state", "asyncstatus", "locks");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "192.0.2.1_443"), note);
    const { code, stderr } = await world.run("unlock");
    expect(stderr).toContain("you have no `asyncstatus lock` running");
    expect(code).toBe(exitCodes.locked.code);
  },
);

test("lock shows the whole command that releases it, on a narrow terminal too", async () => {
  const world = await createWorld({ terminal: { columns: 40 } });
  const { stderr } = await world.run(
    "lock",
    "--for",
    "1m",
    "--host",
    "192.0.2.1",
    "--user",
    "admin",
  );
  expect(stderr).toContain("\n  asyncstatus unlock --host 192.0.2.1 --user admin\n");
});

test("names the lock that an interrupted command left, and when it expires", async () => {
  const world = await createWorld({ device: { durations: { verify: 60_000 } } });
  const folder = join(world.home, ".local/state/asyncstatus/locks");
  const verifying = world.run("verify");
  await world.clock.sleep(30_000);
  const [name = ""] = readdirSync(folder);
  const note = readFileSync(join(folder, name), "utf8");
  expect(note).toMatch(/^\d+ 2026-01-01T00:00:[23]\d\.\d{3}Z\n$/);
  const running = await world.run("save");
  expect(running.stderr).toContain("another command of yours on this computer holds");
  expect(running.code).toBe(exitCodes.locked.code);
  await verifying;
  expect(readdirSync(folder)).toEqual([]);

  // As a process that was killed leaves it.
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(join(folder, name), `${pid} ${world.clock.date().toISOString()}\n`, {
    mode: 0o600,
  });
  world.device.device.lock("ACLI");
  const killed = await world.run("save", "--quiet");
  expect(killed.stderr).toMatch(
    /^Error: an interrupted command of yours on this computer probably left the configuration lock; it expires with its token, by 2026-01-01T00:1\d:\d\dZ\n/,
  );
  await world.clock.sleep(601_000);
  expect((await world.run("save", "--quiet")).stderr).toContain("Error: another user holds");
});
