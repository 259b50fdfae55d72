import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { createWorld, edited } from "../testing/world.ts";

test.each([
  { argv: ["verify"], says: "no errors found" },
  { argv: ["save"], says: "version 2 is saved" },
  { argv: ["activate"], says: "version 1 is running" },
  { argv: ["backup", "before.gz"], says: "the backup file has been written" },
  {
    argv: ["restore", "--from", "running"],
    says: "the editing configuration is restored; it isn't running yet",
  },
])("$argv.0 succeeds", async ({ argv, says }) => {
  const world = await createWorld({ device: { initialState: { edited: { text: "new realm" } } } });
  const { code, stdout } = await world.run(...argv);
  expect(stdout.split("\n")[0]).toBe(`Succeeded: ${says}`);
  expect(code).toBe(exitCodes.succeeded.code);
});

test("restores a backup by name", async () => {
  const world = await createWorld();
  await world.run("backup", "before.gz");
  const { code } = await world.run("restore", "before.gz");
  expect(code).toBe(0);
});

test("shows the device's reason if a backup exists", async () => {
  const world = await createWorld();
  await world.run("backup", "before.gz");
  const { code, stdout } = await world.run("backup", "before.gz");
  expect(code).toBe(exitCodes.failed.code);
  expect(stdout).toContain("Failed: the device reported during backup: ");
});

test.each([[["restore"]], [["restore", "before.gz", "--from", "saved"]]])(
  "%j does not say what to restore from",
  async (argv) => {
    const world = await createWorld();
    expect((await world.run(...argv)).code).toBe(exitCodes.usage.code);
  },
);

test("shows the evidence of a documented outcome and what to do next", async () => {
  const world = await createWorld({
    device: {
      initialState: { lastRequest: { operation: "save", status: "success" } },
      durations: { save: 0 },
    },
  });
  const { code, stdout } = await world.run("save");
  expect(code).toBe(0);
  expect(stdout).toContain(
    "  documented: according to the vendor's documentation, the status shows the most recent request",
  );
  expect(stdout).toContain("Evidence for save");
  expect(stdout).toContain("To see the saved and running versions, run: asyncstatus versions");
});

test("escapes control characters from the device", async () => {
  const device = {
    requests: [{ on: ["verify"], fails: "bad\u202e realm" }],
  } as const;
  const world = await createWorld({ device, terminal: {} });
  await world.run("verify");
  expect(world.terminal.all).not.toContain("\u202e");
  expect(world.terminal.all).toContain("bad\\u202e realm");
  const { stdout } = await world.run("verify", "--json");
  expect(stdout).not.toContain("\u202e");
  expect(JSON.parse(stdout)).toMatchObject({ summary: expect.stringContaining("bad\u202e realm") });
});

test.each(["save", "commit"])(
  "reports a lock that %s cannot release together with the outcome",
  async (command) => {
    const unlock = { fault: "status", status: 500, on: "unlockConfiguration", times: 100 } as const;
    const world = await createWorld({ device: { ...edited, faults: [unlock] } });
    const { code, stdout, stderr } = await world.run(command, "--quiet");
    expect(stderr).toMatch(/^The lock couldn't be released; it expires within ten minutes: /);
    expect(stdout).toMatch(/^Succeeded/m);
    expect(code).toBe(exitCodes.succeeded.code);
  },
);

test.each([
  ["save", [], "Error: the configuration lock was lost"],
  ["rollback", ["--to", "before"], "Error: the backup failed: The configuration lock was lost"],
])(
  "says of a lost lock that may still be held only that, after %s",
  async (command, argv, error) => {
    const refusal = { fault: "status", status: 401 } as const;
    const on = command === "save" ? "save" : "backup";
    const faults = [
      { ...refusal, on },
      { ...refusal, on: "requestToken", nth: 2 },
      { ...refusal, on: "unlockConfiguration", times: 9 },
    ] as const;
    const world = await createWorld({ device: { ...edited, faults } });
    const { code, stderr } = await world.run(command, ...argv, "--quiet");
    expect(stderr).toContain(error);
    expect(stderr).toContain(
      "The device may still hold the lost lock until its token expires, within ten minutes",
    );
    expect(stderr).not.toContain("couldn't be released");
    expect(stderr).not.toContain("still processes the request");
    expect(code).toBe(exitCodes.locked.code);
  },
);
