import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { screenOf } from "../testing/screen.ts";
import { createWorld, edited } from "../testing/world.ts";

const three = {
  device: edited,
  others: {
    "192.0.2.2": { ...edited, requests: [{ on: ["activate"], fails: "No such realm." }] },
    "192.0.2.3": { initialState: { lockedBy: "Maria" } },
  },
} as const;
const hosts = ["--host", "192.0.2.1,192.0.2.2", "--host", "192.0.2.3"];

test("shows one line per host and exits with the worst code", async () => {
  const world = await createWorld({ ...three, terminal: {} });
  let middle = "";
  world.clock.after(3_000, () => {
    middle = world.terminal.all;
  });
  const { code } = await world.run("commit", "--yes", ...hosts);
  expect(code).toBe(exitCodes.failed.code);
  await expect(await screenOf(middle)).toMatchFileSnapshot("../../screens/hosts-in-the-middle.txt");
  await expect(await screenOf(world.terminal.all, { rows: 40 })).toMatchFileSnapshot(
    "../../screens/hosts.txt",
  );
});

test("prints a JSON array for several hosts, in their order", async () => {
  const world = await createWorld(three);
  const { stdout } = await world.run("commit", ...hosts, "--json", "--concurrency", "1");
  const results = JSON.parse(stdout);
  expect(schemaErrors(results)).toEqual([]);
  expect(results.map(({ host, exitCode }: Record<string, unknown>) => [host, exitCode])).toEqual([
    ["192.0.2.1", 0],
    ["192.0.2.2", 1],
    ["192.0.2.3", 7],
  ]);
});

test("ends with a tally of several hosts, and without one for a single host", async () => {
  const world = await createWorld(three);
  const several = await world.run("commit", ...hosts);
  expect(several.stdout).toMatch(/\n3 hosts: 1 succeeded, 1 failed, 1 locked\n$/);
  const one = await world.run("status", "--host", "192.0.2.1");
  expect(one.stdout).not.toContain("hosts:");
});

test("repeats the progress in a log after the time of --heartbeat", async () => {
  const world = await createWorld({ device: { durations: { save: 100_000 } } });
  const { stderr } = await world.run("save", "--heartbeat", "40s");
  expect(stderr).toMatch(/save: ours: save in progress.*\(4\d(\.\d)? s\)\n/);
  const without = await world.run("save", "--heartbeat", "0s");
  expect(without.stderr).not.toMatch(/\([\d.]+ s\)\n/);
});

test("--fail-fast starts on no further host after one has failed", async () => {
  const world = await createWorld(three);
  const order = ["--host", "192.0.2.3,192.0.2.1,192.0.2.2", "--concurrency", "1"];
  const { code, stdout } = await world.run("commit", ...order, "--fail-fast", "--json");
  const results = JSON.parse(stdout);
  expect(schemaErrors(results)).toEqual([]);
  expect(results.map(({ error }: { error?: { code: string } }) => error?.code)).toEqual([
    "locked",
    "not-started",
    "not-started",
  ]);
  expect(code).toBe(exitCodes.locked.code);
  expect(world.device.device.asyncStatus()).toEqual({});
  const text = await world.run("commit", ...order, "--fail-fast");
  expect(text.stdout).toMatch(/\n3 hosts: 1 locked, 2 not started\n$/);
});

test("a difference is no failure to --fail-fast and --junit", async () => {
  const world = await createWorld(three);
  const file = join(world.home, "report.xml");
  const order = ["--host", "192.0.2.1,192.0.2.2", "--concurrency", "1"];
  const more = ["--detailed-exit-code", "--fail-fast", "--junit", file];
  const { code, stdout } = await world.run("diff", ...order, ...more);
  expect(code).toBe(exitCodes.toDo.code);
  expect(stdout).not.toContain("not started");
  expect(readFileSync(file, "utf8")).toContain('tests="2" failures="0" errors="0" skipped="0"');
});

test("--junit writes a test case for each host", async () => {
  const world = await createWorld(three);
  const file = join(world.home, "report.xml");
  const { code } = await world.run("commit", ...hosts, "--junit", file);
  const xml = readFileSync(file, "utf8");
  expect(xml).toMatch(
    /<testsuite name="asyncstatus commit" tests="3" failures="1" errors="1" skipped="0" timestamp="2026-01-01T00:00:00" time="[\d.]+">/,
  );
  expect(xml.match(/<testcase classname="asyncstatus commit" name="[\d.]+"/g)).toHaveLength(3);
  expect(xml).toMatch(/<failure message="[^"]*No such realm\./);
  expect(xml).toContain('<error message="another user holds the configuration lock"');
  expect(code).toBe(exitCodes.failed.code);
});

test("--junit replaces a link, writes a file that only the user can read, and refuses a pipe", async () => {
  const world = await createWorld();
  const [file, target] = [join(world.cwd, "report.xml"), join(world.cwd, "target")];
  writeFileSync(target, "untouched");
  symlinkSync(target, file);
  await world.run("status", "--junit", file);
  expect(readFileSync(target, "utf8")).toBe("untouched");
  expect(lstatSync(file).mode & 0o777).toBe(0o600);
  const pipe = join(world.cwd, "pipe");
  execFileSync("mkfifo", [pipe]);
  const { code, stderr } = await world.run("status", "--junit", pipe);
  expect(stderr).toContain(`--junit: ${pipe}: not a regular file`);
  expect(code).toBe(exitCodes.succeeded.code);
});

test("--junit reports an invalid setting, and warns if the file can't be written", async () => {
  const world = await createWorld();
  const file = join(world.home, "report.xml");
  await world.run("status", "--inventory", "missing.yaml", "--junit", file);
  expect(readFileSync(file, "utf8")).toContain("file not found: missing.yaml");
  const { code, stderr } = await world.run("status", "--junit", join(file, "no-folder"));
  expect(stderr).toContain(`--junit: can't write ${file}/no-folder: not a directory\n`);
  expect(code).toBe(0);
  const missing = await world.run("status", "--junit", join(world.home, "missing", "report.xml"));
  expect(missing.stderr).toContain(
    `--junit: no such folder: ${world.home}/missing. Create it, or name another file.\n`,
  );
});

test("limits concurrency", async () => {
  const world = await createWorld({
    device: {},
    others: { "192.0.2.2": {}, "192.0.2.3": {}, "192.0.2.4": {} },
  });
  const argv = [
    "verify",
    "--host",
    "192.0.2.1,192.0.2.2,192.0.2.3,192.0.2.4",
    "--concurrency",
    "2",
  ];
  await world.run(...argv);
  // Each verify takes a second.
  expect(world.clock.now()).toBeGreaterThanOrEqual(2_000);
  expect(world.clock.now()).toBeLessThan(3_000);
});

test("reads hosts and their settings from an inventory in a trusted folder", async () => {
  const world = await createWorld({
    others: { "192.0.2.2": { user: "root", password: "another canary-in-the-mine" } },
  });
  const passwordFile = join(world.home, "password");
  writeFileSync(passwordFile, "another canary-in-the-mine\n", { mode: 0o600 });
  const inventory = join(world.home, "hosts.yaml");
  writeFileSync(
    inventory,
    `user: admin\nhosts:\n  - 192.0.2.1\n  - { host: 192.0.2.2, user: root, passwordFile: ${passwordFile} }\n`,
  );
  await world.run("config", "trust", world.home);
  const { code, stdout } = await world.run("status", "--inventory", inventory);
  expect(stdout).toBe(
    "192.0.2.1: no asynchronous request\n  saved 1, running 1\n" +
      "192.0.2.2: no asynchronous request\n  saved 1, running 1\n" +
      "2 hosts: 2 succeeded\n",
  );
  expect(code).toBe(0);
});

test.each([
  { text: "hosts: 192.0.2.1", says: "hosts.yaml:1: expected a list: hosts" },
  { text: "hosts:\n  - user: admin", says: "hosts.yaml:2: expected one host" },
  { text: "hosts:\n  - 192.0.2.1\n  - 192.0.2.1", says: "host 192.0.2.1 is listed twice" },
  { text: "hots: []", says: 'hosts.yaml:1: unknown setting "hots"' },
])("rejects the inventory $text", async ({ text, says }) => {
  const world = await createWorld();
  const inventory = join(world.home, "hosts.yaml");
  writeFileSync(inventory, text);
  await world.run("config", "trust", world.home);
  const { code, stderr } = await world.run("status", "--inventory", inventory);
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});
