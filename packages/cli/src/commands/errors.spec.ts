import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, edited, password } from "../testing/world.ts";

const status500 = { fault: "status", status: 500 } as const;

test.each([
  { why: "a wrong password", env: { ASYNCSTATUS_PASSWORD: "wrong" }, exit: exitCodes.refused },
  { why: "a wrong user", env: { ASYNCSTATUS_USER: "unknown" }, exit: exitCodes.refused },
  { why: "an unused address", env: { ASYNCSTATUS_HOST: "192.0.2.9" }, exit: exitCodes.unreachable },
  { why: "no user", env: { ASYNCSTATUS_USER: "" }, exit: exitCodes.usage },
  { why: "no host", env: { ASYNCSTATUS_HOST: "" }, exit: exitCodes.usage },
  { why: "no password", env: { ASYNCSTATUS_PASSWORD: "" }, exit: exitCodes.usage },
  { why: "a host with a path", env: { ASYNCSTATUS_HOST: "192.0.2.1/x" }, exit: exitCodes.usage },
  { why: "plain HTTP", env: { ASYNCSTATUS_HOST: "http://192.0.2.1" }, exit: exitCodes.usage },
])("$why exits with $exit.code, prints an error and no password", async ({ env, exit }) => {
  const world = await createWorld({ env });
  const { code, stdout, stderr } = await world.run("status");
  expect(code).toBe(exit.code);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Error: /);
  expect(stderr).not.toContain(password);
  const json = await world.run("status", "--json");
  expect(schemaErrors(JSON.parse(json.stdout))).toEqual([]);
  expect(JSON.parse(json.stdout)).toMatchObject({ exitCode: exit.code, outcome: "error" });
});

test("reports that the user isn't an administrator", async () => {
  const otherUsers = [{ name: "guest", password: "guest", administrator: false }];
  const world = await createWorld({
    device: { otherUsers },
    env: { ASYNCSTATUS_USER: "guest", ASYNCSTATUS_PASSWORD: "guest" },
  });
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain("the user isn't an administrator");
  expect(code).toBe(exitCodes.refused.code);
});

test("a device that returns 500 is unreachable", async () => {
  const world = await createWorld({ device: { faults: [{ ...status500, times: 1_000 }] } });
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain("To find the cause, run: asyncstatus doctor --host 192.0.2.1");
  expect(code).toBe(exitCodes.unreachable.code);
});

test("settles a submission whose response was lost without repeating it", async () => {
  const world = await createWorld({
    device: {
      scenario: "response-lost",
    },
  });
  const { code, stdout } = await world.run("activate", "--json");
  expect(schemaErrors(JSON.parse(stdout))).toEqual([]);
  expect(JSON.parse(stdout).outcome).toBe("succeeded");
  expect(code).toBe(0);
});

test("a submission that never shows is unknown and exits with 3", async () => {
  const world = await createWorld({ device: { scenario: "submission-lost" } });
  const { code, stdout } = await world.run("activate");
  expect(stdout).toContain("Unknown: the response to your activate was lost");
  expect(stdout).toContain("Before you retry, make sure that no activate is running.");
  expect(code).toBe(exitCodes.unknown.code);
});

test.each([
  [["stats"], "did you mean status?"],
  [["status", "--jsn"], "did you mean --json"],
  [["wait", "reboot"], 'got "reboot"'],
  [["commit", "--timeout", "soon"], "expected a time such as 90s, 15m or 1h"],
  [["status", "--rest-version", "v9"], "expected v1.2 or"],
  [["trust"], "missing argument HOST"],
  [["commit", "now"], 'unexpected argument "now"'],
])("rejects the command line %j with 2", async (argv, says) => {
  const world = await createWorld();
  const { code, stderr } = await world.run(...argv);
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});

test("reports a step that could not be submitted with the steps before it", async () => {
  const world = await createWorld({
    device: {
      initialState: { edited: { text: "new realm" } },
      faults: [{ fault: "status", status: 400, message: "Not now.", on: "activate" }],
    },
  });
  const { code, stdout } = await world.run("commit");
  expect(stdout).toContain("activate was not submitted after verify and save succeeded");
  expect(stdout).toContain("Version 2 is saved, but version 1 is running");
  expect(code).toBe(exitCodes.failed.code);
  const json = await createWorld({
    device: { faults: [{ fault: "status", status: 400, on: "activate" }] },
  });
  expect(schemaErrors(JSON.parse((await json.run("commit", "--json")).stdout))).toEqual([]);
});

test("reports that the lock was not released together with the error", async () => {
  const world = await createWorld({
    device: {
      faults: [
        { fault: "status", status: 500, on: "lockConfiguration", accepted: true },
        { fault: "status", status: 500, on: "unlockConfiguration", times: 9 },
      ],
    },
  });
  const { code, stderr } = await world.run("activate");
  expect(stderr).toMatch(
    /500.*The configuration lock couldn't be released either; it expires within ten minutes/s,
  );
  expect(code).toBe(exitCodes.unreachable.code);
});

const forbidden = { fault: "status", status: 403, on: "getAsyncStatus" } as const;

test.each([
  { command: "activate", nth: 2, submitted: "activate" },
  { command: "commit", nth: 2, submitted: "verify" },
])(
  "$command: reports a submitted $submitted whose wait failed as unknown, to be resumed",
  async ({ command, nth, submitted }) => {
    const world = await createWorld({ device: { ...edited, faults: [{ ...forbidden, nth }] } });
    const { code, stdout } = await world.run(command, "--json");
    const result = JSON.parse(stdout);
    expect(schemaErrors(result)).toEqual([]);
    expect(result).toMatchObject({ outcome: "lost", error: { code: "forbidden" } });
    expect(result.summary).toMatch(`${submitted} was submitted, but its result couldn't be read`);
    expect(code).toBe(exitCodes.unknown.code);
    const other = await createWorld({ device: { ...edited, faults: [{ ...forbidden, nth }] } });
    expect((await other.run(command)).stdout).toContain("  To resume the wait, run:\n");
    const again = await world.run("resume", result.resume.file, "--json");
    expect(JSON.parse(again.stdout).steps).toMatchObject([{ operation: submitted }]);
  },
);

test("a commit whose save couldn't be followed reports that it was submitted", async () => {
  const world = await createWorld({
    device: {
      initialState: { edited: { text: "new" } },
      durations: { verify: 0 },
      faults: [{ ...forbidden, nth: 4 }],
    },
  });
  const { stdout } = await world.run("commit");
  expect(stdout).toContain("save was submitted, but its result couldn't be read");
  expect(stdout).not.toContain("was not submitted");
});

test("a commit that exceeds a short deadline names it, and the option", async () => {
  const faults = [{ fault: "hang", on: "lockConfiguration" }] as const;
  const world = await createWorld({ device: { ...edited, faults } });
  const { code, stdout } = await world.run("commit", "--timeout", "10ms", "--json");
  const { summary, error } = JSON.parse(stdout);
  expect(summary).toContain("the commit did not finish within 10 ms");
  expect(error.hint).toBe("To allow more time, set a longer --timeout.");
  expect(code).toBe(exitCodes.unreachable.code);
});
