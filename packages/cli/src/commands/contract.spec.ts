import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { createWorld, host, password, type World } from "../testing/world.ts";

/** Runs a verification and returns its report. */
async function verify(world: World, env: Record<string, string>, ...argv: string[]) {
  const all = { ASYNCSTATUS_USER: "admin", ...env };
  const { code, stdout, stderr } = await world.runBare(
    all,
    "contract",
    "verify",
    "--json",
    ...argv,
  );
  return { code, stderr, report: JSON.parse(stdout) };
}

const withPassword = { ASYNCSTATUS_PASSWORD: password };

test("verifies the device of a profile, with its password command and REST version", async () => {
  const world = await createWorld();
  const folder = join(world.home, ".config/asyncstatus");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const settings = { host, restVersion: "v1.1", passwordCommand: 'printf %s "$SBC_PASSWORD"' };
  const profiles = JSON.stringify({ profiles: { lab: settings } });
  writeFileSync(join(folder, "config.json"), profiles, { mode: 0o600 });
  const { code, report } = await verify(world, { SBC_PASSWORD: password }, "--profile", "lab");
  expect(report).toMatchObject({ versions: ["v1.1"], completion: { status: "complete" } });
  expect(code).toBe(exitCodes.succeeded.code);
});

test.each([
  ["an argument", {}, [host]],
  ["--host", {}, ["--host", host]],
  ["the environment", { ASYNCSTATUS_HOST: host }, []],
])("takes the host of %s", async (_, env, argv) => {
  const world = await createWorld();
  const given = { ...withPassword, ...env };
  const { report } = await verify(world, given, ...argv, "--rest-version", "v1.0");
  expect(report).toMatchObject({ url: `https://${host}`, versions: ["v1.0"] });
});

test.each([
  ["the environment", { ASYNCSTATUS_REQUEST_TIMEOUT: "0.2" }, []],
  ["an option", {}, ["--request-timeout", "0.2"]],
])("takes the time limit of a request from %s, in seconds", async (_, env, argv) => {
  const faults = [{ fault: "hang", on: "getSystemStatus", times: 99 }] as const;
  const world = await createWorld({ device: { faults } });
  const given = { ...withPassword, ...env };
  const { report } = await verify(world, given, host, "--rest-version", "v1.0", ...argv);
  expect(report.completion).toMatchObject({ status: "unreachable", code: "timeout" });
  expect(report.durationMs).toBeLessThan(2_000);
});

test.each([
  ["no host", []],
  ["expected one host", ["--host", "192.0.2.1,192.0.2.2"]],
  ["expected one host", [host, "192.0.2.2"]],
  ["HOST and --host can't be combined", ["192.0.2.2", "--host", host]],
])("refuses %s", async (message, argv) => {
  const world = await createWorld();
  const { code, report } = await verify(world, withPassword, ...argv);
  expect(report).toMatchObject({ command: "contract verify", summary: message });
  expect(code).toBe(exitCodes.usage.code);
});

test.each([
  ["after the host", [host, "--test-element", "session-agent", "hostname=asyncstatus-test"]],
  [
    "without HOST",
    ["--test-element", "session-agent", "hostname=asyncstatus-test", "--host", host],
  ],
])("takes the attributes of the test element %s", async (_, argv) => {
  const world = await createWorld();
  const { code, report } = await verify(world, withPassword, ...argv, "--rest-version", "v1.2");
  expect(report.checks).toContainEqual(
    expect.objectContaining({ name: "addConfigElement 200", result: "passed" }),
  );
  expect(code).toBe(exitCodes.succeeded.code);
});

test("refuses attributes without the type of the test element", async () => {
  const world = await createWorld();
  const argv = ["contract", "verify", host, "hostname=asyncstatus-test"];
  const env = { ASYNCSTATUS_USER: "admin", ...withPassword };
  const { code, stderr } = await world.runBare(env, ...argv);
  expect(stderr).toContain("attributes need --test-element TYPE");
  expect(code).toBe(exitCodes.usage.code);
});

test("warns if the certificate isn't checked", async () => {
  const world = await createWorld();
  const { stderr } = await verify(world, withPassword, host, "--insecure");
  expect(stderr).toContain(`WARNING: the certificate of ${host} isn't checked (--insecure).`);
});

test("the JUnit file has few skipped test cases", async () => {
  const world = await createWorld();
  const junit = join(world.home, "report.xml");
  await verify(world, withPassword, host, "--junit", junit);
  const xml = readFileSync(junit, "utf8");
  expect(xml.match(/<skipped/g)?.length).toBeLessThan(20);
  expect(xml).toContain('classname="GET /rest/v1.2/configuration/versions 200"');
});
