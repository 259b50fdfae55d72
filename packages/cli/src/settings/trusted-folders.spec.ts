import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { createServedWorld } from "../testing/served-world.ts";
import { createWorld, host, password, type World } from "../testing/world.ts";

// Each attack has a device of the attacker at another host.
const evil = "192.0.2.66";

async function attacked(env: Record<string, string> = {}) {
  const world = await createWorld({
    env: { ASYNCSTATUS_HOST: "", ...env },
    others: { [evil]: {} },
  });
  mkdirSync(join(world.home, ".config", "asyncstatus"), { recursive: true });
  writeFileSync(join(world.home, "password"), password, { mode: 0o600 });
  return world;
}

function own(world: World, text: string): void {
  writeFileSync(join(world.home, ".config", "asyncstatus", "config.yaml"), text);
}

function planted(world: World, text: string): string {
  const file = join(world.cwd, "asyncstatus.config.yaml");
  writeFileSync(file, text);
  return file;
}

const noPassword = { ASYNCSTATUS_PASSWORD: "" };

test.each([
  { by: "ASYNCSTATUS_PASSWORD", env: {} },
  {
    by: "ASYNCSTATUS_PASSWORD_FILE",
    env: { ...noPassword, ASYNCSTATUS_PASSWORD_FILE: "password" },
  },
  {
    by: "ASYNCSTATUS_PASSWORD_COMMAND",
    env: { ...noPassword, ASYNCSTATUS_PASSWORD_COMMAND: "touch run" },
  },
])("a host named in a folder's file doesn't get the password from $by", async ({ by, env }) => {
  const world = await attacked(env);
  const file = planted(world, `host: ${evil}\n`);
  for (const argv of [[], ["--config", file]]) {
    const { code, stderr } = await world.run("status", ...argv);
    expect(stderr).toContain(
      `refusing to send the password from ${by} to a host that only ${file}:1 names`,
    );
    expect(stderr).toContain(`run: asyncstatus config trust ${world.cwd}\n`);
    expect(stderr).toContain(`set ASYNCSTATUS_TRUST_FOLDER=${world.cwd} or `);
    expect(code).toBe(exitCodes.usage.code);
  }
  expect(() => readFileSync(join(world.cwd, "run"))).toThrow("ENOENT");
});

test("a host named in a folder's file doesn't get a password that was typed for another host", async () => {
  const world = await createWorld({
    env: { ...noPassword, ASYNCSTATUS_HOST: "" },
    terminal: {},
    others: { [evil]: {} },
  });
  planted(world, `host: [${host}, ${evil}]\n`);
  world.terminal.typed = `${password}\rother\r`;
  const { stderr } = await world.run("status");
  expect(stderr).toContain(`Password of admin on ${host}: `);
  expect(stderr).toContain(`Password of admin on ${evil}: `);
});

test("the prompt for a password can't be forged by the user name in a folder's file", async () => {
  const env = { ...noPassword, ASYNCSTATUS_HOST: "", ASYNCSTATUS_USER: "" };
  const world = await createWorld({ env, terminal: {}, others: { [evil]: {} } });
  planted(world, `host: ${evil}\nuser: "admin on ${host}: \\e[8m\\n"\n`);
  world.terminal.typed = "\x03";
  const { stderr } = await world.run("status");
  expect(stderr).toContain(`\\u001b[8m\\u000a on ${evil}: `);
});

test("a profile that a folder's file selects doesn't redirect a commit to another device", async () => {
  const world = await attacked();
  own(world, `profile: lab\nprofiles:\n  lab: { host: ${host} }\n  field: { host: ${evil} }\n`);
  const file = planted(world, "profile: field\n");
  const { code, stderr } = await world.run("commit");
  expect(stderr).toContain(
    `${file}:1: profile is allowed only in your own settings file and in folders that you trust`,
  );
  expect(code).toBe(exitCodes.usage.code);
  expect((await world.run("config", "trust")).code).toBe(0);
  expect((await world.run("status", "--json")).stdout).toContain(evil);
});

test.each(["passwordFile: x", "passwordCommand: touch run", "insecure: true"])(
  "an inventory and a named file in another folder can't contain %s",
  async (line) => {
    const world = await attacked({ ASYNCSTATUS_HOST: host });
    const file = join(world.cwd, "named.yaml");
    writeFileSync(file, `${line}\nhosts: [${evil}]\n`);
    const inventory = await world.run("status", "--inventory", file);
    writeFileSync(file, `${line}\n`);
    const named = await world.run("status", "--config", file);
    for (const { code, stderr } of [inventory, named]) {
      expect(stderr).toContain("named.yaml:1: ");
      expect(stderr).toContain(
        "is allowed only in your own settings file and in folders that you trust",
      );
      expect(code).toBe(exitCodes.usage.code);
    }
    expect(() => readFileSync(join(world.cwd, "run"))).toThrow("ENOENT");
  },
);

test("a host named in a resume file doesn't count as named by an option", async () => {
  const world = await createWorld({ device: { scenario: "never-ending" } });
  const { stdout } = await world.run("activate", "--timeout", "5s", "--json");
  const left: string = JSON.parse(stdout).resume.file;
  const file = join(world.home, "moved.json");
  writeFileSync(file, readFileSync(left));
  const withoutHost = { ASYNCSTATUS_USER: "admin", ASYNCSTATUS_PASSWORD: password };
  const argv = ["resume", "--timeout", "5s"];

  const refused = await world.runBare(withoutHost, ...argv, file);
  expect(refused.stderr).toContain(`to a host that only ${file} names`);
  expect(refused.code).toBe(exitCodes.usage.code);
  const still = exitCodes.stillRunning.code;
  // Your own resume file, your own host, and a trusted folder.
  const withHost = { ...withoutHost, ASYNCSTATUS_HOST: `${evil} ${host}` };
  expect((await world.runBare(withHost, ...argv, file)).code).toBe(still);
  writeFileSync(file, readFileSync(left));
  expect((await world.runBare(withoutHost, ...argv, left)).code).toBe(still);
  const trusted = { ...withoutHost, ASYNCSTATUS_TRUST_FOLDER: world.home };
  expect((await world.runBare(trusted, ...argv, file)).code).toBe(still);
});

test.each(["fingerprint", "ca", "serverName", "insecure"])(
  "%s in a folder's file doesn't override a pin or the certificate check for your own host",
  async (name) => {
    const world = await createServedWorld();
    const { fingerprint256, certificatePem } = world.device;
    const ca = join(world.home, "ca.pem");
    writeFileSync(ca, certificatePem);
    const values: Record<string, string> = {
      fingerprint: fingerprint256,
      ca,
      serverName: "127.0.0.1",
    };
    writeFileSync(
      join(world.home, "asyncstatus.config.yaml"),
      `${name}: ${JSON.stringify(values[name] ?? true)}\n`,
    );
    const unpinned = await world.run("status");
    expect(unpinned.stderr).toContain("asyncstatus.config.yaml:1");
    expect(unpinned.code).toBe(exitCodes.usage.code);

    const other = Array(32).fill("AB").join(":");
    const folder = join(world.home, ".config", "asyncstatus");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "known_certificates"), `${world.host} ${other} 2020-01-01\n`);
    expect((await world.run("status")).code).not.toBe(0);
    expect(world.log).toEqual([]);
  },
);

test("ASYNCSTATUS_INSECURE doesn't override a pin, and --insecure does", async () => {
  const world = await createServedWorld({ env: { ASYNCSTATUS_INSECURE: "1" } });
  const folder = join(world.home, ".config", "asyncstatus");
  mkdirSync(folder, { recursive: true });
  const other = Array(32).fill("AB").join(":");
  writeFileSync(join(folder, "known_certificates"), `${world.host} ${other} 2020-01-01\n`);
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain("HAS CHANGED. Nothing was sent.");
  expect(code).toBe(exitCodes.unreachable.code);
  expect(world.log).toEqual([]);
  expect((await world.run("status", "--insecure")).code).toBe(0);
});

test("config trust makes the files of one folder your own", async () => {
  const world = await attacked();
  planted(world, `host: ${host}\n`);
  expect((await world.run("status")).code).toBe(exitCodes.usage.code);
  const trusted = await world.run("config", "trust");
  expect(trusted.stdout).toBe(`${world.cwd} is trusted: its files count as your own\n`);
  expect((await world.run("status")).code).toBe(0);
  planted(world, `host: ${host}\npasswordFile: ${world.home}/password\n`);
  expect((await world.run("status")).code).toBe(0);
  const removed = await world.run("config", "trust", world.cwd, "--remove");
  expect(removed.stdout).toBe(`${world.cwd} is no longer trusted\n`);
  expect((await world.run("status")).code).toBe(exitCodes.usage.code);
});

test("ASYNCSTATUS_TRUST_FOLDER makes the files of one folder your own, without its subfolders", async () => {
  const world = await attacked();
  planted(world, `host: ${host}\n`);
  mkdirSync(join(world.cwd, "sub"));
  const inventory = join(world.cwd, "sub", "hosts.yaml");
  writeFileSync(inventory, `hosts: [${host}]\n`);
  symlinkSync(world.cwd, join(world.home, "link"));
  const env = {
    ASYNCSTATUS_USER: "admin",
    ASYNCSTATUS_PASSWORD: password,
    ASYNCSTATUS_TRUST_FOLDER: join(world.home, "link"),
  };
  expect((await world.runBare(env, "status")).code).toBe(0);
  const listed = await world.runBare(env, "status", "--inventory", inventory);
  expect(listed.stderr).toContain(`run: asyncstatus config trust ${join(world.cwd, "sub")}\n`);
  expect(listed.code).toBe(exitCodes.usage.code);
});

test.each([
  { argv: ["config", "trust", "nowhere"], says: "no such folder: " },
  { argv: ["status"], env: { ASYNCSTATUS_TRUST_FOLDER: "." }, says: "expected an absolute path" },
  { argv: ["status"], list: "/one\ntwo\n", says: "trusted_folders:2: expected an absolute path" },
])("$argv is rejected: $says", async ({ argv, env = {}, list, says }) => {
  const world = await attacked(env);
  planted(world, `host: ${host}\n`);
  if (list) writeFileSync(join(world.home, ".config", "asyncstatus", "trusted_folders"), list);
  const { code, stderr } = await world.run(...argv);
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});
