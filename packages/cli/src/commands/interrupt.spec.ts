import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, host, password, type World } from "../testing/world.ts";

const edited = { initialState: { edited: { text: "new realm" } } };

async function resume(world: World, json: string, ...more: string[]) {
  const { resume } = JSON.parse(json);
  return { file: resume.file, ...(await world.run("resume", resume.file, ...more)) };
}

test("Ctrl-C leaves a resume file without secrets, releases the lock and exits with 130", async () => {
  const world = await createWorld({ device: { ...edited, durations: { activate: 60_000 } } });
  world.interruptAfter(5_000);
  const { code, stdout, stderr } = await world.run("commit", "--json");
  expect(code).toBe(exitCodes.interrupted.code);
  expect(stderr).toContain(
    "Interrupted. Releasing the lock; press Ctrl-C again to quit immediately.",
  );
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    outcome: "aborted",
    resume: { command: `asyncstatus resume ${result.resume.file}` },
  });
  expect(statSync(result.resume.file).mode & 0o777).toBe(0o600);
  const text = readFileSync(result.resume.file, "utf8");
  expect(text).not.toContain(password);
  expect(text).not.toMatch(/token|Basic|Bearer/i);
  // Another user can acquire the lock at once.
  world.device.device.lock("ACLI");
});

test("Ctrl-C without the lock doesn't claim to release it", async () => {
  const world = await createWorld();
  world.interruptAfter(5_000);
  const { stderr } = await world.run("watch");
  expect(stderr).toContain("Interrupted. Press Ctrl-C again to quit immediately.\n");
});

test("resumes from a file and removes it when the result is known", async () => {
  const world = await createWorld({ device: { ...edited, durations: { activate: 60_000 } } });
  world.interruptAfter(5_000);
  const { stdout } = await world.run("commit", "--json");
  const again = await resume(world, stdout, "--json");
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({
    command: "resume",
    host,
    outcome: "succeeded",
    confidence: "documented",
    steps: [{ operation: "activate" }],
  });
  expect(() => statSync(again.file)).toThrow("ENOENT");
});

test("resuming a commit reports the steps that were not submitted", async () => {
  const world = await createWorld({ device: { ...edited, durations: { save: 60_000 } } });
  world.interruptAfter(3_000);
  const { stdout } = await world.run("commit", "--json");
  const again = await resume(world, stdout);
  expect(again.stdout).toContain("Steps of the commit that were not submitted: activate.");
});

test("exits with 5 at the deadline and prints the resume command", async () => {
  const world = await createWorld({ device: { scenario: "never-ending" } });
  const first = await world.run("save", "--timeout", "1h", "--json");
  expect(first.code).toBe(0);
  const { code, stdout } = await world.run("activate", "--timeout", "10s", "--user", "admin");
  expect(code).toBe(exitCodes.stillRunning.code);
  expect(stdout).toContain("Still running: the activate didn't finish within 10 s");
  expect(stdout).toMatch(/\n {4}asyncstatus resume \S+ --user admin\n/);
});

test("a repeated command does not take the interrupted request for its own", async () => {
  const assumptions = { registrationDelay: "2500 ms", secondRequest: "replaces" } as const;
  const world = await createWorld({ device: { assumptions, durations: { activate: 100 } } });
  world.interruptAfter(100);
  expect((await world.run("activate")).code).toBe(exitCodes.interrupted.code);
  const { code, stdout } = await world.run("activate", "--json");
  expect(code).toBe(exitCodes.locked.code);
  expect(JSON.parse(stdout).error.code).toBe("busy");
});

test("has a resume file while a request is running, in case the process is killed", async () => {
  const world = await createWorld({ device: { ...edited, durations: { activate: 60_000 } } });
  const folder = `${world.home}/.local/state/asyncstatus/operations`;
  let files: string[] = [];
  world.clock.after(10_000, () => {
    files = readdirSync(folder);
  });
  await world.run("commit");
  expect(files).toEqual([expect.stringMatching(/^192\.0\.2\.1-activate-\w+\.json$/)]);
  expect(readdirSync(folder)).toEqual([]);
});

test("a resumed wait that times out leaves one file", async () => {
  const world = await createWorld({ device: { scenario: "never-ending" } });
  const { stdout } = await world.run("activate", "--timeout", "10s", "--json");
  const again = await resume(world, stdout, "--timeout", "10s", "--json");
  expect(again.code).toBe(exitCodes.stillRunning.code);
  expect(JSON.parse(again.stdout).resume.file).toBe(again.file);
  expect(readdirSync(dirname(again.file))).toEqual([basename(again.file)]);
});

test("Ctrl-C while waiting for the lock submits nothing", async () => {
  const world = await createWorld({ device: { initialState: { lockedBy: "Maria" } } });
  world.interruptAfter(5_000);
  const { code, stdout } = await world.run("activate", "--wait-for-lock", "10m", "--json");
  expect(code).toBe(exitCodes.interrupted.code);
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: "aborted",
    summary: "nothing was submitted",
  });
  expect(world.device.device.asyncStatus()).toEqual({});
});

test.each(["{", "{}", '{"format":1}'])(
  "rejects a resume file with the content %s",
  async (text) => {
    const world = await createWorld();
    const file = `${world.home}/left.json`;
    const { writeFileSync } = await import("node:fs");
    writeFileSync(file, text);
    const { code, stderr } = await world.run("resume", file);
    expect(code).toBe(exitCodes.usage.code);
    expect(stderr).toContain(file);
  },
);
