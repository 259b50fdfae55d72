import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { createWorld, type World } from "../testing/world.ts";

const userFile = (world: World) => join(world.home, ".config", "asyncstatus", "config.yaml");

function write(world: World, files: { folder?: string; user?: string }): void {
  mkdirSync(join(world.home, ".config", "asyncstatus"), { recursive: true });
  if (files.folder !== undefined)
    writeFileSync(join(world.cwd, "asyncstatus.config.json"), files.folder);
  if (files.user !== undefined) writeFileSync(userFile(world), files.user);
}

/** The effective settings and their sources, with the paths shortened. */
async function shown(world: World, env: Record<string, string>, ...argv: string[]) {
  const { stdout } = await world.runBare(env, "config", "show", "--json", ...argv);
  const settings: { setting: string; value: unknown; source: string }[] = JSON.parse(stdout);
  return Object.fromEntries(
    settings.map(({ setting, value, source }) => [
      setting,
      [value, source.replace(world.home, "~")],
    ]),
  );
}

test("options override the environment, the folder's file and the user's file", async () => {
  const world = await createWorld();
  write(world, {
    user: "host: from-user\nuser: from-user\ntimeout: 1h\nserverName: from-user\n",
    folder: '{\n  "host": "from-folder",\n  "user": "from-folder",\n  "timeout": "2h"\n}\n',
  });
  const env = { ASYNCSTATUS_HOST: "from-env", ASYNCSTATUS_USER: "from-env" };
  const config = join(world.cwd, "asyncstatus.config.json");
  expect(await shown(world, env)).toEqual({
    host: [["from-env"], "ASYNCSTATUS_HOST"],
    user: ["from-env", "ASYNCSTATUS_USER"],
    timeout: [7_200_000, "~/asyncstatus.config.json:4"],
    serverName: ["from-user", "~/.config/asyncstatus/config.yaml:4"],
  });
  expect(await shown(world, {}, "--config", config)).toMatchObject({
    host: [["from-folder"], "~/asyncstatus.config.json:2"],
  });
});

test("an option overrides everything", async () => {
  const world = await createWorld({ env: { ASYNCSTATUS_USER: "nobody" } });
  expect((await world.run("status", "--user", "admin")).code).toBe(0);
});

test("selects a profile by option, variable, folder or user file", async () => {
  const world = await createWorld();
  const profiles = ["lab", "field", "shop", "home"].map((name) => `  ${name}: { user: ${name} }\n`);
  write(world, { user: `profile: home\nprofiles:\n${profiles.join("")}` });
  const userOf = async (env: Record<string, string>, ...argv: string[]) =>
    (await shown(world, env, ...argv)).user?.[0];
  expect(await userOf({})).toBe("home");
  write(world, { folder: '{"profile":"shop"}' });
  await world.run("config", "trust");
  expect(await userOf({})).toBe("shop");
  expect(await userOf({ ASYNCSTATUS_PROFILE: "field" })).toBe("field");
  expect(await userOf({ ASYNCSTATUS_PROFILE: "field" }, "--profile", "lab")).toBe("lab");
});

test("finds the user's file in XDG_CONFIG_HOME", async () => {
  const world = await createWorld();
  mkdirSync(join(world.home, "elsewhere", "asyncstatus"), { recursive: true });
  writeFileSync(join(world.home, "elsewhere", "asyncstatus", "config.json"), '{"user":"else"}');
  const env = { XDG_CONFIG_HOME: join(world.home, "elsewhere") };
  expect(await shown(world, env)).toMatchObject({ user: ["else", expect.any(String)] });
});

test("quotes nothing from another file that a settings file links to", async () => {
  const world = await createWorld();
  for (const text of ["root:*:20228:0:99999:7:::\n", "restVersion: canary-in-a-value\n"]) {
    const other = join(world.home, "other");
    writeFileSync(other, text, { mode: 0o600 });
    rmSync(join(world.cwd, "asyncstatus.config.yaml"), { force: true });
    symlinkSync(other, join(world.cwd, "asyncstatus.config.yaml"));
    const { code, stderr } = await world.run("config", "show");
    expect(code).toBe(exitCodes.usage.code);
    expect(stderr).toContain("asyncstatus.config.yaml:1: ");
    expect(stderr).not.toMatch(/root|canary/);
  }
});

test("config show prints a table and hides the password", async () => {
  const world = await createWorld();
  const { stdout } = await world.run("config", "show");
  expect(stdout).toBe(
    "host       192.0.2.1  ASYNCSTATUS_HOST\n" +
      "user       admin      ASYNCSTATUS_USER\n" +
      "statusLag  0 s        ASYNCSTATUS_STATUS_LAG\n" +
      "password   (hidden)   ASYNCSTATUS_PASSWORD\n",
  );
});

test.each([
  { folder: '{\n"hots": "x"}', says: 'asyncstatus.config.json:2: unknown setting "hots"' },
  {
    folder: '{\n"password": "x"}',
    says: "asyncstatus.config.json:2: a settings file can't contain a password",
  },
  {
    folder: '{\n"passwordCommand": "x"}',
    says: "asyncstatus.config.json:2: passwordCommand is allowed only in your own settings file and in folders that you trust",
  },
  {
    folder: '{\n"insecure": true}',
    says: "asyncstatus.config.json:2: insecure is allowed only in your own settings file and in folders that you trust",
  },
  { folder: '{\n"timeout": "soon"}', says: "asyncstatus.config.json:2: timeout: expected a time" },
  { folder: '{\n"concurrency": 0}', says: "concurrency: expected a whole number" },
  { folder: '{\n"user": 7}', says: "asyncstatus.config.json:2: user: expected a text" },
  { folder: '{\n"user": "a",\n"user": "b"}', says: "asyncstatus.config.json:3: " },
  { folder: '{"profiles": {"a": 1, "a": 2}}', says: 'json:1: duplicate key "a"' },
  { folder: '{"user": &a x, "host": *a}', says: "json:1: aliases aren't allowed" },
  { folder: "? [a]\n: 1", says: "json:1: invalid key" },
  { folder: "[1]", says: "asyncstatus.config.json:1: expected a map of settings" },
  { folder: '{"user"', says: "asyncstatus.config.json:1: " },
  {
    user: "profiles: 7",
    says: "config.yaml:1: expected a map of settings",
    argv: ["--profile", "x"],
  },
  { user: "user: a", says: 'profile "lab" not found', argv: ["--profile", "lab"] },
  { says: 'profile "lab" not found', argv: ["--profile", "lab"] },
  { says: "--config: file not found: nowhere", argv: ["--config", "nowhere"] },
  { env: { ASYNCSTATUS_TIMEOUT: "x" }, says: "ASYNCSTATUS_TIMEOUT: expected a time" },
])("rejects an invalid setting with its place: $says", async (given) => {
  const { folder, user, says, argv = [], env = {} } = given;
  const world = await createWorld();
  write(world, { ...(folder !== undefined && { folder }), ...(user !== undefined && { user }) });
  const { code, stderr } = await world.runBare(env, "config", "show", ...argv);
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});

test.each([
  ["text", "canary in the mine\n"],
  ["an open text", '"canary in the mine'],
  ["an unknown tag", "!canary {}"],
  ["an unknown alias", "user: *canary"],
  ["two documents", "user: a\n--- canary\n"],
])("quotes nothing from a file that is %s", async (_, folder) => {
  const world = await createWorld();
  write(world, { folder });
  const file = join(world.home, "asyncstatus.config.json");
  for (const argv of [
    ["config", "show"],
    ["resume", file],
  ]) {
    const { code, stdout, stderr } = await world.run(...argv);
    expect(stdout + stderr).toContain(file);
    expect(stdout + stderr).not.toContain("canary");
    expect(code).toBe(exitCodes.usage.code);
  }
});

const aliases = Array.from({ length: 25 }, (_, level) => {
  const [one, next] = [97 + level, 98 + level].map((code) => String.fromCharCode(code));
  return `${next}: &${next} [${Array(9).fill(`*${one}`)}]`;
});

test.each([
  {
    content: "25,000 keys",
    text: Array.from({ length: 25_000 }, (_, key) => `k${key}: 1`).join("\n"),
    says: "more than 10000 entries",
  },
  {
    content: "aliases of aliases",
    text: ["a: &a [x]", ...aliases].join("\n"),
    says: "json:2: aliases aren't allowed",
  },
  { content: "deep lists", text: "[".repeat(250_000), says: "json:1: nested too deeply" },
  {
    content: "deep maps",
    text: Array.from({ length: 600 }, (_, level) => `${" ".repeat(level)}a:`).join("\n"),
    says: "nested too deeply",
  },
  { content: "open quotes", text: '"'.repeat(250_000), says: "more than 10000 entries" },
  { content: "300 KB", text: "#".repeat(300_000), says: "larger than 256 KB" },
])("refuses a settings file with $content before composing it", async ({ text, says }) => {
  const world = await createWorld();
  write(world, { folder: text });
  const { code, stderr } = await world.run("config", "show");
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});

test("ignores a relative XDG_CONFIG_HOME, which would name a folder of the current one", async () => {
  const world = await createWorld();
  mkdirSync(join(world.cwd, "asyncstatus"));
  writeFileSync(join(world.cwd, "asyncstatus", "config.yaml"), "passwordCommand: touch run\n");
  const { stdout } = await world.runBare({ XDG_CONFIG_HOME: "." }, "config", "show");
  expect(stdout).toContain("No settings");
});

test("rejects two settings files in one folder", async () => {
  const world = await createWorld();
  write(world, { folder: "{}" });
  writeFileSync(join(world.cwd, "asyncstatus.config.yaml"), "");
  const { code, stderr } = await world.run("config", "show");
  expect(stderr).toContain("keep one");
  expect(code).toBe(exitCodes.usage.code);
});

test("an option overrides exclusive settings of a file; two of one source are rejected", async () => {
  const world = await createWorld();
  write(world, { user: `ca: ${world.home}/none.pem\n` });
  const pin = "00".repeat(32);
  expect((await world.run("status", "--fingerprint", pin)).code).toBe(0);
  const checked = { ASYNCSTATUS_INSECURE: "0", ASYNCSTATUS_FINGERPRINT: pin };
  const other = await createWorld({ env: checked });
  expect((await other.run("status")).code).toBe(0);
  const { code, stderr } = await world.run("status", "--fingerprint", pin, "--insecure");
  expect(stderr).toContain("--fingerprint and --insecure can't be combined");
  expect(code).toBe(exitCodes.usage.code);
});
