import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { exitCodes } from "../exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, host, password, type World } from "../testing/world.ts";

const edited = { initialState: { edited: { text: "new realm" } } };

async function resume(world: World, json: string, ...more: string[]) {
  const { resume } = JSON.parse(json);
  return { file: resume.file, ...(await world.run("wait", "--resume", resume.file, ...more)) };
}

test("Ctrl-C leaves what takes it up again, without secrets, releases the lock, and ends with 130", async () => {
  const world = await createWorld({ device: { ...edited, durations: { activate: 60_000 } } });
  world.interruptAfter(5_000);
  const { code, stdout, stderr } = await world.run("commit", "--json");
  expect(code).toBe(exitCodes.interrupted.code);
  expect(stderr).toContain("Interrupted: leaving things in order. Ctrl-C again quits at once.");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    outcome: "interrupted",
    resume: { command: `asyncstatus wait --resume ${result.resume.file}` },
  });
  expect(statSync(result.resume.file).mode & 0o777).toBe(0o600);
  const text = readFileSync(result.resume.file, "utf8");
  expect(text).not.toContain(password);
  expect(text).not.toMatch(/token|Basic|Bearer/i);
  // Somebody at the command line gets the lock at once.
  world.device.device.lock("ACLI");
});

test("what was left is taken up again by its file alone, which is gone once the end is known", async () => {
  const world = await createWorld({ device: { ...edited, durations: { activate: 60_000 } } });
  world.interruptAfter(5_000);
  const { stdout } = await world.run("commit", "--json");
  const again = await resume(world, stdout, "--json");
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({
    command: "wait",
    host: `https://${host}`,
    outcome: "took-effect",
    confidence: "documented",
    steps: [{ operation: "activate" }],
  });
  expect(() => statSync(again.file)).toThrow("ENOENT");
});

test("a commit that was left before its last step says which steps were not submitted", async () => {
  const world = await createWorld({ device: { ...edited, durations: { save: 60_000 } } });
  world.interruptAfter(3_000);
  const { stdout } = await world.run("commit", "--json");
  const again = await resume(world, stdout);
  expect(again.stdout).toContain("The commit went no further. Not submitted: activate.");
});

test("at the deadline the exit code is 5, and the command that goes on is printed", async () => {
  const world = await createWorld({ device: { scenario: "never-ending" } });
  const first = await world.run("save", "--timeout", "1h", "--json");
  expect(first.code).toBe(0);
  const { code, stdout } = await world.run("activate", "--timeout", "10s", "--user", "admin");
  expect(code).toBe(exitCodes.stillRunning.code);
  expect(stdout).toMatch(
    /still running: activate had not ended after 10\.0 s; the device works on/,
  );
  expect(stdout).toMatch(/\n {4}asyncstatus wait --resume \S+ --user admin\n/);
});

test("a wait that is still open at its own deadline leaves one file, not two", async () => {
  const world = await createWorld({ device: { scenario: "never-ending" } });
  const { stdout } = await world.run("activate", "--timeout", "10s", "--json");
  const again = await resume(world, stdout, "--timeout", "10s", "--json");
  expect(again.code).toBe(exitCodes.stillRunning.code);
  expect(JSON.parse(again.stdout).resume.file).not.toBe(again.file);
  expect(() => statSync(again.file)).toThrow("ENOENT");
});

test("Ctrl-C while waiting for the lock submits nothing", async () => {
  const world = await createWorld({ device: { initialState: { lockedBy: "Maria" } } });
  world.interruptAfter(5_000);
  const { code, stdout } = await world.run("activate", "--wait-for-lock", "10m", "--json");
  expect(code).toBe(exitCodes.interrupted.code);
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: "interrupted",
    summary: "Interrupted. Nothing was submitted.",
  });
  expect(world.device.device.asyncStatus()).toEqual({});
});

test.each(["{", "{}", '{"format":1}'])("a file that holds %s is refused", async (text) => {
  const world = await createWorld();
  const file = `${world.home}/left.json`;
  const { writeFileSync } = await import("node:fs");
  writeFileSync(file, text);
  const { code, stderr } = await world.run("wait", "--resume", file);
  expect(code).toBe(exitCodes.usage.code);
  expect(stderr).toContain(file);
});
