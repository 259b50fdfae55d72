import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { InMemoryDeviceOptions } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, edited } from "../testing/world.ts";

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
  const { code, stdout, stderr } = await world.run("resume", file);
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
  const { code } = await world.run("resume", file, "--timeout", "5s");
  expect(code).toBe(exitCodes.stillRunning.code);
});

/** A world in which a commit was cut while its save was running. */
async function cutCommit(device: InMemoryDeviceOptions = {}) {
  const world = await createWorld({
    device: {
      ...device,
      initialState: { edited: { text: "new realm" } },
      durations: { verify: 1_000, save: 60_000, activate: 1_000 },
    },
  });
  const { stdout, code } = await world.run("commit", "--timeout", "10s", "--json");
  expect(code).toBe(exitCodes.stillRunning.code);
  const { file, command } = JSON.parse(stdout).resume;
  expect(command).toBe(`asyncstatus resume ${file}`);
  const versions = () => world.device.device.configurationVersions();
  return { world, file, versions, resume: ["resume", file, "--json"] };
}

test("a resumed save is only probable, and its file is kept until that is accepted", async () => {
  const { world, file, resume } = await cutCommit();
  const first = await world.run(...resume);
  const result = JSON.parse(first.stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({ outcome: "succeeded", confidence: "probable" });
  expect(result.resume).toEqual({ file, command: expect.stringContaining("--accept-probable") });
  expect(result.next.join("\n")).toContain("that were not submitted: activate");
  expect(first.code).toBe(exitCodes.unknown.code);
  const second = await world.run(...resume, "--accept-probable");
  expect(second.code).toBe(exitCodes.succeeded.code);
  expect(existsSync(file)).toBe(false);
});

test("--continue submits the remaining steps of the commit", async () => {
  const { world, file, resume, versions } = await cutCommit();
  const { code, stdout } = await world.run(...resume, "--continue", "--accept-probable");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    command: "commit",
    outcome: "succeeded",
    steps: [{ operation: "save" }, { operation: "activate", confidence: "proven" }],
  });
  expect(versions()).toEqual({ currentVersion: 2, runningVersion: 2 });
  expect(code).toBe(exitCodes.succeeded.code);
  expect(existsSync(file)).toBe(false);
});

test("--continue submits nothing after a result that isn't certain enough", async () => {
  const { world, file, resume, versions } = await cutCommit();
  const { code } = await world.run(...resume, "--continue");
  expect(code).toBe(exitCodes.unknown.code);
  expect(versions()).toEqual({ currentVersion: 2, runningVersion: 1 });
  expect(existsSync(file)).toBe(true);
});

test("--continue submits nothing after a failure", async () => {
  const { world, resume, versions } = await cutCommit({
    requests: [{ on: "save", by: "client", fails: "No space left." }],
  });
  const { code, stdout } = await world.run(...resume, "--continue", "--accept-probable");
  expect(JSON.parse(stdout).steps).toHaveLength(1);
  expect(versions().runningVersion).toBe(1);
  expect(code).toBe(exitCodes.failed.code);
});

test("--continue requires a commit with remaining steps", async () => {
  const world = await createWorld({ device: { durations: { activate: 60_000 } } });
  const { stdout } = await world.run("activate", "--timeout", "5s", "--json");
  const { file } = JSON.parse(stdout).resume;
  const { code, stderr } = await world.run("resume", file, "--continue");
  expect(stderr).toContain("--continue: no steps of the activate remain");
  expect(code).toBe(exitCodes.usage.code);
});

test("--settle determines that a submission whose response was lost had no effect", async () => {
  const world = await createWorld({ device: { scenario: "submission-lost" } });
  const lost = await world.run("activate");
  expect(lost.code).toBe(exitCodes.unknown.code);
  const [, file = "", flag] = /resume (\S+) (\S+)/.exec(lost.stdout) ?? [];
  expect(flag).toBe("--settle");
  const { code, stdout, stderr } = await world.run("resume", file, "--settle", "--json");
  const result = JSON.parse(stdout);
  expect(result.steps[0]).toMatchObject({
    outcome: "submission-unknown",
    versionEvidence: "denies",
  });
  expect(result.next).toContain("It is safe to retry the activate.");
  expect(result.resume).toBeUndefined();
  expect(stderr).toContain("lock: acquired");
  expect(code).toBe(exitCodes.unknown.code);
  expect(existsSync(file)).toBe(false);
});

test("--settle waits for the lock, and says so", async () => {
  const world = await createWorld({ device: { scenario: "submission-lost" } });
  const { stdout } = await world.run("activate", "--json");
  const { file } = JSON.parse(stdout).resume;
  world.device.device.lock("ACLI");
  world.clock.after(8_000, () => world.device.device.unlock("ACLI"));
  const { code, stderr } = await world.run(
    ...["resume", file, "--settle", "--wait-for-lock", "1m"],
  );
  expect(stderr).toContain("lock: held by another user, retrying in 5 s");
  expect(stderr).toContain("lock: acquired");
  expect(code).toBe(exitCodes.unknown.code);
});

test("list shows the resume files, the most recent first, and --latest resumes it", async () => {
  const world = await createWorld({
    device: { ...edited, durations: { verify: 60_000, activate: 60_000 } },
    others: { "192.0.2.2": { durations: { activate: 60_000 } } },
  });
  expect((await world.run("resume")).stdout).toBe("no resume files\n");
  expect((await world.run("resume", "--latest")).stderr).toContain("there is no resume file");
  await world.run("activate", "--timeout", "5s", "--host", "192.0.2.2");
  await world.clock.sleep(1_000);
  await world.run("commit", "--timeout", "5s");
  const { stdout } = await world.run("resume", "list");
  const [first, second] = stdout.split("\n").filter((line) => /^\S/.test(line));
  expect(first).toMatch(/^192\.0\.2\.1: verify of a commit, .* ago$/);
  expect(second).toMatch(/^192\.0\.2\.2: activate, .* ago$/);
  const { stdout: json } = await world.run("resume", "list", "--json");
  expect(JSON.parse(json)).toMatchObject([
    { command: "commit", operation: "verify", remaining: ["save", "activate"] },
    { host: "https://192.0.2.2", command: "activate" },
  ]);
  const latest = await world.run("resume", "--latest", "--accept-probable", "--json");
  expect(JSON.parse(latest.stdout)).toMatchObject({ steps: [{ operation: "verify" }] });
  expect(latest.code).toBe(exitCodes.succeeded.code);
});

test("clean removes the resume files that are older than a week", async () => {
  const world = await createWorld({ device: { scenario: "never-ending" } });
  await world.run("activate", "--timeout", "5s");
  expect((await world.run("resume", "clean")).stdout).toBe("removed 0 files\n");
  await world.clock.sleep(8 * 86_400_000);
  expect((await world.run("resume", "clean")).stdout).toBe("removed 1 file\n");
  expect((await world.run("resume", "list")).stdout).toBe("no resume files\n");
});

test("keeps the file of an unknown result if no new one can be written", async () => {
  const world = await createWorld({ device: { scenario: "submission-lost" } });
  const { stdout } = await world.run("activate", "--json");
  const { file } = JSON.parse(stdout).resume;
  const moved = join(world.home, "moved.json");
  renameSync(file, moved);
  rmSync(dirname(file), { recursive: true });
  writeFileSync(dirname(file), "");
  const { code, stderr } = await world.run("resume", moved, "--host", "192.0.2.1");
  expect(stderr).toContain("The resume file can't be written");
  expect(code).toBe(exitCodes.unknown.code);
  expect(existsSync(moved)).toBe(true);
});

test("an empty file name is an error, not a list", async () => {
  const world = await createWorld();
  expect((await world.run("resume", "")).code).toBe(exitCodes.usage.code);
});

test("--latest and a file can't be combined", async () => {
  const { world, file } = await cutCommit();
  const { code, stderr } = await world.run("resume", file, "--latest");
  expect(stderr).toContain("--latest and a file can't be combined");
  expect(code).toBe(exitCodes.usage.code);
});

test("a commit that its own unfinished request stops names the request and how to resume it", async () => {
  const world = await createWorld({
    device: { ...edited, scenario: "never-ending", durations: { verify: 1_000, save: 1_000 } },
  });
  const cut = await world.run("commit", "--timeout", "12s", "--json");
  const { file } = JSON.parse(cut.stdout).resume;
  for (const command of ["commit", "activate"]) {
    const { code, stdout } = await world.run(command, "--json");
    const { summary, error } = JSON.parse(stdout);
    expect(summary).toContain("activate in progress; it may be the activate of your commit");
    expect(error.message).not.toMatch(/another client|waitForIdleMs/);
    expect(error.hint).toBe(`To resume its wait, run: asyncstatus resume ${file} --host 192.0.2.1`);
    expect(code).toBe(exitCodes.locked.code);
  }
});
