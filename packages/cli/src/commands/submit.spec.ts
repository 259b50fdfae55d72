import { expect, test } from "vitest";
import { exitCodes } from "../exit-codes.ts";
import { createWorld } from "../testing/world.ts";

test.each([
  { argv: ["verify"], says: "the device finds no fault in what is edited" },
  { argv: ["save"], says: "version 2 is saved" },
  { argv: ["activate"], says: "version 1 is running" },
  { argv: ["backup", "before.gz"], says: "the backup is written" },
  { argv: ["restore", "--from", "running"], says: "the configuration is restored" },
])("$argv.0 takes effect", async ({ argv, says }) => {
  const world = await createWorld({ device: { initialState: { edited: { text: "new realm" } } } });
  const { code, stdout } = await world.run(...argv);
  expect(stdout.split("\n")[0]).toBe(`took effect: ${says}`);
  expect(code).toBe(exitCodes.succeeded.code);
});

test("a backup is restored by its name", async () => {
  const world = await createWorld();
  await world.run("backup", "before.gz");
  const { code } = await world.run("restore", "before.gz");
  expect(code).toBe(0);
});

test("a backup that exists already fails, and the device's reason is told", async () => {
  const world = await createWorld();
  await world.run("backup", "before.gz");
  const { code, stdout } = await world.run("backup", "before.gz");
  expect(code).toBe(exitCodes.failed.code);
  expect(stdout).toContain("failed: backup: ");
});

test.each([[["restore"]], [["restore", "before.gz", "--from", "saved"]]])(
  "%j does not say what to restore from",
  async (argv) => {
    const world = await createWorld();
    expect((await world.run(...argv)).code).toBe(exitCodes.usage.code);
  },
);

test("an outcome that is only documented shows its evidence and what to look at", async () => {
  const world = await createWorld({
    device: {
      initialState: { lastRequest: { operation: "save", status: "success" } },
      durations: { save: 0 },
    },
  });
  const { code, stdout } = await world.run("save");
  expect(code).toBe(0);
  expect(stdout).toContain(
    "  documented: as before the submission: save succeeded; but by the vendor's word",
  );
  expect(stdout).toContain("Evidence of save");
  expect(stdout).toContain("See what is saved and what runs: asyncstatus versions");
});

test("what a device says cannot rewrite the screen", async () => {
  const device = {
    requests: [{ on: ["verify"], fails: "bad\u202e realm" }],
  } as const;
  const world = await createWorld({ device, terminal: {} });
  await world.run("verify");
  expect(world.terminal.all).not.toContain("\u202e");
  expect(world.terminal.all).toContain("bad\\u202E realm");
  const { stdout } = await world.run("verify", "--json");
  expect(stdout).not.toContain("\u202e");
  expect(JSON.parse(stdout)).toMatchObject({ summary: expect.stringContaining("bad\u202e realm") });
});

test.each(["save", "commit"])(
  "a lock that %s cannot release is told, and does not hide what was learnt",
  async (command) => {
    const unlock = { fault: "status", status: 500, on: "unlockConfiguration", times: 100 } as const;
    const world = await createWorld({ device: { faults: [unlock] } });
    const { code, stdout, stderr } = await world.run(command, "--quiet");
    expect(stderr).toMatch(/^The lock could not be released: .* It ends with its token/);
    expect(stdout).toMatch(/^took effect/);
    expect(code).toBe(exitCodes.succeeded.code);
  },
);
