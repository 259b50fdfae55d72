import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { screenOf } from "../testing/screen.ts";
import { createWorld, edited } from "../testing/world.ts";

const screenFile = (name: string) => `../../screens/${name}.txt`;

test("a successful commit exits with 0 and shows the running version and the confidence", async () => {
  const world = await createWorld({ device: edited, terminal: {} });
  const { code } = await world.run("commit", "--yes");
  await expect(await screenOf(world.terminal.all)).toMatchFileSnapshot(screenFile("commit-proven"));
  expect(code).toBe(exitCodes.succeeded.code);
  expect(world.device.device.configurationVersions()).toEqual({
    currentVersion: 2,
    runningVersion: 2,
  });
});

test("shows one line per step during a commit", async () => {
  const world = await createWorld({ device: edited, terminal: {} });
  let middle = "";
  world.clock.after(3_600, () => {
    middle = world.terminal.all;
  });
  await world.run("commit", "--yes");
  await expect(await screenOf(middle)).toMatchFileSnapshot(screenFile("commit-in-the-middle"));
});

test("fits lines to a narrow terminal", async () => {
  const size = { columns: 40 };
  const world = await createWorld({ device: edited, terminal: size });
  await world.run("commit", "--yes");
  await expect(await screenOf(world.terminal.all, size)).toMatchFileSnapshot(
    screenFile("commit-narrow"),
  );
});

test("without a terminal, prints timestamped progress on stderr and only the result on stdout", async () => {
  const world = await createWorld({ device: edited });
  const { stdout, stderr } = await world.run("commit");
  expect(stdout).toBe(
    '~ system-config\n    description  "" → new realm\n' +
      "Succeeded: version 2 is now running (was 1)\n" +
      "  proven: the status changed to show your request while the lock was held, and the device didn't restart\n",
  );
  await expect(stderr).toMatchFileSnapshot(screenFile("commit-plain"));
});

test.each([
  { scenario: "verify-refuses", exit: exitCodes.failed, word: "failed" },
  { scenario: "activate-fails", exit: exitCodes.failed, word: "failed" },
  { scenario: "superseded-by-acli", exit: exitCodes.unknown, word: "superseded" },
  { scenario: "reboot-during-activate", exit: exitCodes.unknown, word: "lost" },
  { scenario: "never-ending", exit: exitCodes.stillRunning, word: "timed-out" },
  { scenario: "lock-held-by-gui", exit: exitCodes.locked, word: "error" },
  { scenario: "busy-at-start", exit: exitCodes.locked, word: "error" },
] as const)(
  "the scenario $scenario ends with $exit.code, and the evidence is shown",
  async ({ scenario, exit, word }) => {
    const world = await createWorld({ device: { scenario }, terminal: {} });
    const { code } = await world.run("commit", "--yes");
    const screen = await screenOf(world.terminal.all);
    await expect(screen.replaceAll(world.home, "~")).toMatchFileSnapshot(screenFile(scenario));
    expect(code).toBe(exit.code);

    const again = await createWorld({ device: { scenario } });
    const { stdout } = await again.run("commit", "--json");
    const result = JSON.parse(stdout);
    expect(schemaErrors(result)).toEqual([]);
    expect(result).toMatchObject({ command: "commit", outcome: word, exitCode: exit.code });
  },
);

test("a dry run verifies and saves nothing", async () => {
  const world = await createWorld({ device: edited });
  const { code, stdout } = await world.run("commit", "--dry-run");
  expect(code).toBe(0);
  expect(stdout).toContain("Succeeded: no errors found");
  expect(stdout).toContain("Dry run: nothing was saved.");
  expect(world.device.device.configurationVersions().currentVersion).toBe(1);
});

test("sends nothing if nothing was edited, and with --no-compare commits", async () => {
  const world = await createWorld();
  const { code, stdout } = await world.run("commit", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({ outcome: "unchanged", exitCode: 0 });
  expect(code).toBe(exitCodes.succeeded.code);
  expect(world.device.device.asyncStatus()).toEqual({});
  expect((await world.run("commit")).stdout).toBe(
    "Unchanged: the editing configuration is running; nothing was sent\n",
  );
  const forced = await world.run("commit", "--no-compare");
  expect(forced.stdout).toMatch(/^Succeeded/);
});

test("commits if a part of the configuration can't be compared, and names it", async () => {
  const fault = { fault: "status", status: 403, on: "getElementTypes" } as const;
  const world = await createWorld({ device: { faults: [fault] } });
  const { code, stdout, stderr } = await world.run("commit");
  expect(stderr).toContain("compare: no differences; not everything was compared");
  expect(stdout).toMatch(/^not compared: element types: .*403.*\nSucceeded/s);
  expect(code).toBe(exitCodes.succeeded.code);
});
