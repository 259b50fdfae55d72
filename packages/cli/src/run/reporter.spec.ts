import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, password } from "../testing/world.ts";
import { version } from "../version.ts";

test("--verbose shows requests and responses without secrets", async () => {
  const tokens: string[] = [];
  const world = await createWorld();
  const { device } = world.device;
  const issueToken = device.issueToken.bind(device);
  device.issueToken = (user) => {
    const token = issueToken(user);
    tokens.push(token);
    return token;
  };
  const { stderr } = await world.run("save", "--verbose");
  expect(stderr).toContain(
    "> PUT https://192.0.2.1/rest/v1.2/configuration/management?action=save",
  );
  expect(stderr).toContain(">   authorization: Basic [hidden]");
  expect(stderr).toContain(">   authorization: Bearer [hidden]");
  expect(stderr).toMatch(/< {3}\[hidden\]\n/);
  expect(stderr).toMatch(/< 202/);
  expect(tokens.length).toBeGreaterThan(0);
  for (const secret of [...tokens, password, btoa(`admin:${password}`)]) {
    expect(stderr).not.toContain(secret);
  }
});

test.each([
  ["plain", (secret: string) => secret],
  ["in CDATA", (secret: string) => `<![CDATA[${secret.slice(0, 9)}]]>${secret.slice(9)}`],
  ["in references", (secret: string) => secret.replace(/./g, (c) => `&#${c.charCodeAt(0)};`)],
  [
    "in lowercase percent encoding",
    (secret: string) => secret.replace(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`),
  ],
  ["in Base64", (secret: string) => btoa(`x${secret}`)],
  ["in hexadecimal", (secret: string) => Buffer.from(secret).toString("hex")],
])(
  "a password that the device echoes %s appears in no output and no resume file",
  async (_, encode) => {
    const message = encode(password);
    const body = (content: string) =>
      Buffer.from(`<response>${content}</response>`).toString("base64");
    const status = `<data><operationState><operation>save</operation><status>inProgress</status><errorMessage>${message}</errorMessage></operationState></data>`;
    const refusal = `<messages><message><errorMessage>${message}</errorMessage></message></messages>`;
    const faults = [
      { fault: "bytes", base64: body(status), on: "getAsyncStatus", nth: 2, times: 99 },
      { fault: "bytes", base64: body(refusal), on: "getSupportedVersions" },
    ] as const;
    const world = await createWorld({ device: { faults } });
    const options = ["--timeout", "30s", "--verbose", "--json"];
    const { stdout, stderr } = await world.run("save", ...options);
    const { resume } = JSON.parse(stdout);
    const doctor = await world.run("doctor", "--verbose");
    for (const output of [
      stdout,
      stderr,
      readFileSync(resume.file, "utf8"),
      doctor.stdout,
      doctor.stderr,
    ]) {
      expect(output).not.toContain(message);
      expect(output).not.toMatch(/canary|%63%61%6e|Y2FuYXJ5|NhbmFyeS|jYW5hcn|63616e6172/);
    }
    expect(stderr).toContain("[hidden]</errorMessage>");
  },
);

test.each([
  ["status", "--host", "https://admin:geheim@192.0.2.1"],
  ["status", "--host", "https://admin:ge/heim@192.0.2.1:x", "--json"],
  ["status", "--host", "admin:geheim@192.0.2.1", "--json-lines"],
  ["trust", "admin:geheim@192.0.2.1", "--json"],
  ["trust", "https://admin:geheim@192.0.2.1", "more"],
  ["contract", "verify", "https://admin:geheim@192.0.2.1"],
  ["https://admin:geheim@192.0.2.1"],
])("%s %s never quotes a password in a host", async (...argv) => {
  const world = await createWorld();
  const { code, stdout, stderr } = await world.run(...argv);
  expect(code).not.toBe(0);
  expect(stdout + stderr).not.toMatch(/ge.?heim/);
});

test("config show never quotes a password in a host, and escapes values", async () => {
  const world = await createWorld({
    env: { ASYNCSTATUS_HOST: "admin:geheim@192.0.2.1", ASYNCSTATUS_USER: "a\u009b31m\u202eb" },
  });
  for (const more of [[], ["--json"]]) {
    const { stdout, stderr } = await world.run("config", "show", ...more);
    expect(stdout + stderr).not.toContain("geheim");
    expect((stdout + stderr).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

test("escapes arguments that the parser quotes", async () => {
  const world = await createWorld();
  for (const argv of [
    ["\u009b31m\u202e"],
    ["status", "--\u009b31m"],
    ["serve", "--scenario", "\u009bx"],
  ]) {
    const { stdout, stderr } = await world.run(...argv);
    expect(stderr).not.toBe("");
    expect((stdout + stderr).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

test("--verbose hides the form of a renewal", async () => {
  const world = await createWorld({ device: { durations: { save: 1_000_000 } } });
  const { stderr } = await world.run("save", "--verbose", "--timeout", "1h");
  expect(stderr).toMatch(/> {3}\[hidden\]\n/);
  expect(stderr).not.toMatch(/token=/);
});

test("--debug explains each attribution", async () => {
  const world = await createWorld();
  const { stderr } = await world.run("save", "--debug");
  expect(stderr).toContain(
    "save: ours: save in progress (changed after the submission, while the lock was held)",
  );
});

test("--quiet prints only the result", async () => {
  const world = await createWorld();
  const { stdout, stderr } = await world.run("save", "--quiet");
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^Succeeded/);
});

test("--insecure always warns", async () => {
  const world = await createWorld();
  for (const more of [[], ["--quiet"]]) {
    const { stderr } = await world.run("status", "--insecure", ...more);
    expect(stderr).toContain("WARNING: the certificate of 192.0.2.1 isn't checked (--insecure)");
  }
});

test("--json-lines ends with the result and matches the schema", async () => {
  const world = await createWorld({ device: { scenario: "flaky-network", seed: 3 } });
  const { stdout } = await world.run("commit", "--json-lines");
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.flatMap(schemaErrors)).toEqual([]);
  expect(lines.at(-1)).toMatchObject({ type: "result", command: "commit" });
  expect(lines.filter(({ type }) => type === "event").length).toBeGreaterThan(5);
});

test.each([
  { env: {}, terminal: {}, painted: true },
  { env: { NO_COLOR: "1" }, terminal: {}, painted: false },
  { env: { TERM: "dumb" }, terminal: {}, painted: false },
  { env: { FORCE_COLOR: "0" }, terminal: {}, painted: false },
  { env: {}, painted: false },
  { env: { FORCE_COLOR: "1" }, painted: true },
  { env: { FORCE_COLOR: "1", NO_COLOR: "1" }, painted: false },
])("with $env and a terminal: $terminal, colors: $painted", async ({ painted, ...options }) => {
  const world = await createWorld(options);
  const { stdout } = await world.run("save");
  expect(stdout.includes("\x1b[32m")).toBe(painted);
});

test.each([{ TERM: "dumb" }, { CI: "true" }])(
  "prints plain lines on a terminal with %j",
  async (env) => {
    const world = await createWorld({ env, terminal: {} });
    const { stderr } = await world.run("save");
    expect(stderr).toMatch(/^2026-01-01T00:00:00Z lock: logging in\n/);
    expect(stderr).not.toContain("\x1b[2K");
  },
);

test("uses ASCII signs if the locale isn't UTF-8", async () => {
  const world = await createWorld({ env: { LANG: "C" }, terminal: {} });
  const { stderr } = await world.run("save");
  expect(stderr).toMatch(/\+.* save/);
  expect(Buffer.byteLength(stderr)).toBe(stderr.length);
});

test("a result has its times in UTC, the user, the version of the program and whole milliseconds", async () => {
  const world = await createWorld({ device: { durations: { save: 1_234.5 } } });
  const { stdout } = await world.run("save", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    user: "admin",
    toolVersion: version,
    startedAt: "2026-01-01T00:00:00.000Z",
  });
  expect(Date.parse(result.endedAt) - Date.parse(result.startedAt)).toBeGreaterThan(1_000);
  const times = [...stdout.matchAll(/Ms": ([\d.]+)/g)].map(([, ms]) => Number(ms));
  expect(times.length).toBeGreaterThan(2);
  expect(times.every(Number.isInteger)).toBe(true);
});
