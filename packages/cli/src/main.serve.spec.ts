import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { exitCodes } from "./run/exit-codes.ts";
import { bundledProgram } from "./testing/bundled-program.ts";
import { newHome } from "./testing/new-home.ts";
import { environment, firstLine, piped } from "./testing/program.ts";

test("serve --json prints one object and exits with 0 on a signal", async () => {
  const home = newHome();
  const serve = piped(environment(home), "serve", "--json", "--control", "--scenario", "everyday");
  const served = JSON.parse(await firstLine(serve));
  expect(served).toEqual({
    url: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
    user: "admin",
    password: expect.any(String),
    fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    seed: expect.any(Number),
    controlUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  const status = piped(
    environment(home, {
      ASYNCSTATUS_HOST: served.url,
      ASYNCSTATUS_USER: served.user,
      ASYNCSTATUS_PASSWORD: served.password,
      ASYNCSTATUS_FINGERPRINT: served.fingerprint256,
    }),
    "status",
    "--json",
  );
  expect(await once(status, "exit")).toEqual([0, null]);
  serve.kill("SIGTERM");
  expect(await once(serve, "exit")).toEqual([0, null]);
});

test.each([
  { argv: ["--scenario", "nothing"], says: 'unknown scenario "nothing"' },
  { argv: ["--port", "99999999"], says: "--port: expected ports from 0 to 65535, got 99999999" },
  { argv: ["--listen", "nowhere.invalid"], says: "Error: host name not found: nowhere.invalid" },
  {
    argv: ["--devices", "1", "--inventory", "/nowhere/hosts.yaml"],
    says: "--inventory: no such folder: /nowhere. Create it, or name another file.",
  },
  { argv: ["--scenario", "/nowhere.yaml"], says: "file not found" },
  { argv: ["--pairs"], says: "--pairs needs --devices" },
  { argv: ["--inventory", "hosts.yaml"], says: "--inventory needs --devices" },
  { argv: ["--devices", "2", "--control"], says: "--control and --devices can't be combined" },
  { argv: ["--devices", "3", "--pairs"], says: "Expected an even number of devices, got 3" },
])("serve rejects $argv with 2: $says", async ({ argv, says }) => {
  const serve = piped(environment(newHome()), "serve", ...argv);
  let stderr = "";
  serve.stderr?.on("data", (text) => {
    stderr += text;
  });
  expect(await once(serve, "close")).toEqual([exitCodes.usage.code, null]);
  expect(stderr).toContain(says);
});

test("serve --json fails with the times as other commands do", async () => {
  const serve = piped(environment(newHome()), "serve", "--scenario", "nothing", "--json");
  let stdout = "";
  serve.stdout.on("data", (text) => {
    stdout += text;
  });
  await once(serve, "close");
  const { startedAt, endedAt, error } = JSON.parse(stdout);
  expect(error.message).toContain("unknown scenario");
  expect(Date.parse(endedAt)).toBeGreaterThanOrEqual(Date.parse(startedAt));
});

test("serve reports each problem of a scenario file on a line", async () => {
  const home = newHome();
  const file = join(home, "mine.yaml");
  writeFileSync(file, "clockRate: 0\n");
  const serve = piped(environment(home), "serve", "--scenario", file);
  const { stderr } = serve;
  if (!stderr) throw new Error("No standard error.");
  expect(await text(stderr)).toMatch(
    /^Error: .*mine\.yaml:1:1: description: Missing\n.*mine\.yaml:1:12: clockRate: Expected .*\n$/,
  );
});

test("serves a scenario file with the password from a file", async () => {
  const home = newHome();
  writeFileSync(join(home, "mine.yaml"), "description: mine\ninitialState: { lockedBy: Maria }\n");
  writeFileSync(join(home, "password"), "of a file\n", { mode: 0o600 });
  const argv = ["--scenario", join(home, "mine.yaml"), "--password-file", join(home, "password")];
  const serve = piped(environment(home), "serve", "--json", "--strict", ...argv);
  expect(JSON.parse(await firstLine(serve)).password).toBe("of a file");
});

test("serves many devices, as an inventory lists them", async () => {
  const home = newHome();
  const [scenario, inventory] = [join(home, "fleet.yaml"), join(home, "hosts.yaml")];
  writeFileSync(
    scenario,
    `description: one pair of two fails
durations: { verify: 20 ms, save: 20 ms, activate: 20 ms, token: 30 s }
initialState: { edited: { text: new realm } }
shares: [{ percent: 50, requests: [{ on: activate, fails: No such realm. }] }]
`,
  );
  const fleet = ["--devices", "4", "--pairs", "--inventory", inventory];
  const serve = piped(environment(home), "serve", "--json", "--scenario", scenario, ...fleet);
  const { devices, ...served } = JSON.parse(await firstLine(serve));
  const env = environment(home, {
    ASYNCSTATUS_USER: served.user,
    ASYNCSTATUS_PASSWORD: served.password,
    ASYNCSTATUS_FINGERPRINT: served.fingerprint256,
    ASYNCSTATUS_STATUS_LAG: "0s",
    ASYNCSTATUS_TRUST_FOLDER: home,
  });
  const pairs = [...readFileSync(inventory, "utf8").matchAll(/pair: (\S+) /g)];
  expect(pairs.map(([, pair]) => pair)).toEqual(["pair-1", "pair-1", "pair-2", "pair-2"]);
  const commit = piped(env, "commit", "--inventory", inventory, "--json");
  const results = JSON.parse(await text(commit.stdout));
  const wanted = devices.map(({ url, hostName, share }: Record<string, string>) => ({
    host: new URL(url ?? "").host,
    // The standby of a pair refuses changes.
    exitCode: hostName?.endsWith("b") || share ? exitCodes.failed.code : 0,
  }));
  expect(results).toMatchObject(wanted);
  expect(devices.filter(({ share }: { share?: string }) => share)).toHaveLength(1);
});

test("serve says how to use the inventory", async () => {
  const home = newHome();
  const inventory = join(home, "hosts.yaml");
  const argv = [
    "--devices",
    "2",
    "--inventory",
    inventory,
    "--scenario",
    "everyday",
    "--seed",
    "7",
  ];
  const serve = piped(environment(home), "serve", ...argv);
  let stdout = "";
  for await (const chunk of serve.stdout.setEncoding("utf8")) {
    stdout += chunk;
    if (stdout.includes("status --inventory")) break;
  }
  expect(stdout).toMatch(/^2 simulated SBCs are listening, from 127\.0\.0\.1:\d+ to/);
  expect(stdout).toContain(`  scenario     everyday, seed 7\n`);
  expect(stdout).toContain(`  export ASYNCSTATUS_TRUST_FOLDER=${home}\n`);
  expect(stdout).toContain(`status --inventory ${inventory}\n`);
});

test("serve --env prints exports that a shell reads", async () => {
  const home = newHome();
  const log = join(home, "exports");
  writeFileSync(log, "");
  const script = `
    "$NODE" "$PROGRAM" serve --env --port 0 > ${log} & serve=$!
    while [ "$(grep -c export ${log})" -lt 4 ]; do sleep 0.05; done
    . ${log}
    "$NODE" "$PROGRAM" status --json
    code=$?
    kill $serve
    exit $code`;
  const shell = spawn("sh", ["-c", script], {
    env: { ...environment(home), NODE: process.execPath, PROGRAM: bundledProgram },
  });
  const result = JSON.parse(await text(shell.stdout));
  expect(result).toMatchObject({ command: "status", exitCode: 0, user: "admin" });
});

/** Starts a device and stops it. @returns What it printed. */
async function served(home: string, ...argv: string[]) {
  const serve = piped(environment(home), "serve", "--json", ...argv);
  const printed = JSON.parse(await firstLine(serve));
  serve.kill("SIGTERM");
  await once(serve, "exit");
  return printed;
}

test("serve --keep has the same certificate and password after a restart", async () => {
  const home = newHome();
  const { password, fingerprint256 } = await served(home, "--keep");
  expect(await served(home, "--keep")).toMatchObject({ password, fingerprint256 });
  const other = await served(home);
  expect([other.password, other.fingerprint256]).not.toContain(password);
  expect(other.fingerprint256).not.toBe(fingerprint256);
  const file = join(home, ".local/state/asyncstatus/serve/127.0.0.1.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);

  chmodSync(file, 0o644);
  const refused = piped(environment(home), "serve", "--keep");
  expect(await text(refused.stderr)).toContain("127.0.0.1.json");
});

test("serve replaces no file that it has not written", async () => {
  const home = newHome();
  const inventory = join(home, "hosts.yaml");
  writeFileSync(inventory, "hosts: [192.0.2.1]\n");
  const serve = piped(environment(home), "serve", "--devices", "1", "--inventory", inventory);
  expect(await text(serve.stderr)).toContain("the file exists");
  expect(readFileSync(inventory, "utf8")).toBe("hosts: [192.0.2.1]\n");
});
