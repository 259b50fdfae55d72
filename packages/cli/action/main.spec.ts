import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type StartDeviceOptions, type StartedDevice, startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { bundledProgram } from "../src/testing/bundled-program.ts";
import { newHome } from "../src/testing/new-home.ts";

const action = parse(readFileSync(new URL("../../../action.yml", import.meta.url), "utf8"));
const entry = new URL(`../../../${action.runs.main}`, import.meta.url).pathname;
const password = "the action's canary-in-the-mine";

async function serve(options: StartDeviceOptions = {}): Promise<StartedDevice> {
  const device = await startDevice({
    durations: { verify: 20, save: 20, activate: 20 },
    initialState: { edited: { text: "new realm" } },
    password,
    ...options,
  });
  onTestFinished(() => device.close());
  return device;
}

const settingsOf = ({ url, user, fingerprint256 }: StartedDevice) => ({
  host: url,
  user,
  password,
  fingerprint: fingerprint256,
});

interface Step {
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The arguments and the environment of npm. */
  readonly npm: string;
}

const manifest = JSON.stringify({ bin: { asyncstatus: "./dist/main.cjs" } });
const installPackage = [
  "mkdir -p node_modules/asyncstatus && cd node_modules/asyncstatus",
  `echo '${manifest}' > package.json && ln -s "${dirname(bundledProgram)}" dist`,
].join("\n");

/** Starts the action as the runner does. Its npm is a script that installs the bundled program. */
function start(inputs: Readonly<Record<string, string>>, npm = installPackage) {
  const home = newHome();
  const file = (name: string) => join(home, name);
  mkdirSync(file("bin"));
  writeFileSync(file("bin/npm"), `#!/bin/sh\n{ echo "$@"; env; } > "${file("npm.txt")}"\n${npm}\n`);
  chmodSync(file("bin/npm"), 0o755);
  for (const name of ["outputs", "summary", "npm.txt"]) writeFileSync(file(name), "");
  const given = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const child = spawn(process.execPath, [entry], {
    cwd: home,
    env: {
      PATH: `${file("bin")}:/usr/bin:/bin`,
      HOME: home,
      RUNNER_TEMP: home,
      GITHUB_ACTIONS: "true",
      GITHUB_OUTPUT: file("outputs"),
      GITHUB_STEP_SUMMARY: file("summary"),
      ASYNCSTATUS_STATUS_LAG: "0s",
      ...Object.fromEntries(given),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  let messages = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    messages += text;
  });
  const ended = once(child, "close").then(([code]): Step => {
    // Outside the lines without commands.
    expect(messages).toBe("");
    const read = (name: string) => readFileSync(file(name), "utf8");
    const outputs = read("outputs").trimEnd().split("\n");
    return {
      code,
      log,
      outputs: Object.fromEntries(outputs.map((line) => line.split(/=(.*)/s).slice(0, 2))),
      summary: read("summary"),
      npm: read("npm.txt"),
    };
  });
  return { child, ended, log: () => log };
}

const run = (inputs: Readonly<Record<string, string>>) => start(inputs).ended;

/** The lines of a log that the runner executes. */
function executed(log: string): string[] {
  let token: string | undefined;
  return log.split("\n").filter((line) => {
    const stop = /^::stop-commands::(.*)$/.exec(line);
    if (stop && token === undefined) token = stop[1];
    else if (line === `::${token}::`) token = undefined;
    else return token === undefined && /^\s*::|##\[/.test(line);
    return false;
  });
}

test("a commit that succeeds has outputs, a summary and no annotation", async () => {
  const device = await serve();
  const { code, log, outputs, summary } = await run({ ...settingsOf(device), command: "commit" });
  expect(code).toBe(0);
  expect(outputs).toMatchObject({ outcome: "succeeded", confidence: "proven", "exit-code": "0" });
  expect(Object.keys(outputs)).toEqual(Object.keys(action.outputs));
  const result = JSON.parse(readFileSync(outputs["result-file"] ?? "", "utf8"));
  expect(result.steps).toHaveLength(3);
  expect(summary).toMatch(/^### asyncstatus commit: succeeded, proven\n/);
  expect(summary).toMatch(/^ {2}activate +succeeded +proven +\d+\.\d s$/m);
  expect(executed(log)).toEqual([`::add-mask::${password}`]);
  expect(device.device.configurations().running.text).toBe("new realm");
});

test("the password is only in the environment of the program", async () => {
  const { npm, log, summary } = await run(settingsOf(await serve()));
  expect(npm).toContain("install --ignore-scripts");
  expect(npm).toMatch(/ asyncstatus@\d+\.\d+\.\d+\n/);
  expect(npm + summary + log.replace(`::add-mask::${password}\n`, "")).not.toContain(password);
  expect(npm).not.toMatch(/^(INPUT|GITHUB)_/m);
});

test("a failed commit has the exit code and the reason of the device in an annotation", async () => {
  const device = await serve({
    initialState: { edited: { text: "new realm", fault: "Realm new has no interface." } },
  });
  const { code, log, outputs, summary } = await run(settingsOf(device));
  expect(code).toBe(1);
  expect(outputs).toMatchObject({ outcome: "failed", confidence: "proven", "exit-code": "1" });
  const reason = `${device.url}: the device reported during verify: Realm new has no interface.`;
  expect(executed(log).slice(1)).toEqual([`::error title=asyncstatus commit%3A failed::${reason}`]);
  expect(summary).toContain(`<pre>${reason}\n`);
});

test.each([
  ["an unknown option", { arguments: "--timeout 5s --no-such-option" }, "no-such-option"],
  ["an unknown command", { command: "reboot" }, "command: expected commit or contract verify"],
  ["no host", { host: "" }, "no host"],
])("%s is a usage error", async (_, inputs, reason) => {
  const settings = { host: "192.0.2.1", user: "admin", password, fingerprint: "" };
  const { code, log, outputs, summary } = await run({ ...settings, ...inputs });
  expect(code).toBe(2);
  expect(outputs).toMatchObject({ outcome: "error", confidence: "", "exit-code": "2" });
  expect(executed(log)).toEqual([
    `::add-mask::${password}`,
    expect.stringMatching(/^::error title=asyncstatus (commit|reboot)%3A error::/),
  ]);
  expect(executed(log)[1]).toContain(reason);
  expect(summary).toContain(reason);
});

test("text of the device can't run workflow commands or change the summary", async () => {
  const fault = [
    "50%, a: b",
    "::error::forged",
    "::set-output name=outcome::succeeded",
    "##[error]forged",
    "</pre><img src=x>",
    "",
    "# forged \u202e [link](https://example.com)",
  ].join("\n");
  const device = await serve({ initialState: { edited: { text: "new realm", fault } } });
  const { code, log, outputs, summary } = await run(settingsOf(device));
  expect(code).toBe(1);
  expect(outputs).toMatchObject({ outcome: "failed", "exit-code": "1" });
  expect(Object.keys(outputs)).toEqual(Object.keys(action.outputs));
  expect(executed(log)).toHaveLength(2);
  expect(executed(log)[1]).toContain("50%25, a: b");
  expect(log).not.toContain("\u202e");
  expect(summary.match(/<[^>]*>/g)).toEqual(["<pre>", "</pre>"]);
  expect(summary).toMatch(/<\/pre>\n\n$/);
  expect(summary).toContain("&lt;img src=x&gt;");
  expect(summary).not.toContain("\u202e");
});

test("contract verify reports the checks", async () => {
  const device = await serve();
  const inputs = {
    ...settingsOf(device),
    command: "contract verify",
    arguments: "--rest-version v1.2",
  };
  const { code, log, outputs, summary } = await run(inputs);
  expect(code).toBe(0);
  expect(outputs).toMatchObject({ outcome: "succeeded", confidence: "", "exit-code": "0" });
  expect(JSON.parse(readFileSync(outputs["result-file"] ?? "", "utf8")).checks).toBeInstanceOf(
    Array,
  );
  expect(summary).toMatch(/\d+ checks passed, 0 failed or inconclusive/);
  expect(executed(log)).toHaveLength(1);
});

test("contract verify reports a device that refuses the login", async () => {
  const inputs = { ...settingsOf(await serve()), password: "wrong", command: "contract verify" };
  const { code, log, outputs } = await run(inputs);
  expect(code).toBe(4);
  expect(outputs).toMatchObject({ outcome: "error", "exit-code": "4" });
  expect(executed(log)[1]).toContain("unauthorized: ");
});

test("a canceled job releases the lock", async () => {
  const requests: string[] = [];
  const device = await serve({
    durations: { verify: 60_000 },
    log: (line) => requests.push(line),
  });
  const { child, ended, log } = start(settingsOf(device));
  await expect.poll(log, { timeout: 20_000 }).toContain("accepted by the device");
  child.kill("SIGINT");
  const { code, outputs } = await ended;
  expect(code).toBe(130);
  expect(outputs).toMatchObject({ outcome: "aborted", "exit-code": "130" });
  expect(requests.at(-1)).toMatch(/204.*unlock|unlock.*204/);
});

test("a failed installation is a usage error: nothing was sent", async () => {
  const settings = { host: "192.0.2.1", user: "admin", password };
  const { code, log, outputs } = await start(settings, "echo '::error::no registry' >&2; exit 1")
    .ended;
  expect(code).toBe(2);
  expect(outputs).toMatchObject({ outcome: "error", "exit-code": "2", "result-file": "" });
  expect(executed(log)).toEqual([
    `::add-mask::${password}`,
    "::error title=asyncstatus commit%3A error::npm can't install asyncstatus. The runner needs npm and a registry.%0A::error::no registry",
  ]);
});

test("the action imports only modules of Node.js, its own files, and types", () => {
  const files = readdirSync(new URL(".", import.meta.url)).filter((file) => !/spec/.test(file));
  const imports = files.flatMap((file) => {
    const text = readFileSync(new URL(file, import.meta.url), "utf8");
    return text.match(/^(import|export) .*?from ".*?";$/gms) ?? [];
  });
  expect(imports.length).toBeGreaterThan(5);
  for (const line of imports) expect(line).toMatch(/^import type |from "(node:|\.\/)/);
});
