import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type StartDeviceOptions, type StartedDevice, startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { readGuide } from "./guide.ts";
import { createWorkplace, type Environment, type Ran, type Workplace } from "./workplace.ts";

const guide = readGuide("pipeline");
const [command = ""] = guide.next("sh").trim().split("\n");
const settingsFile = guide.file("asyncstatus.config.yaml");
const trustFolder = guide.next("sh");
const github = parse(guide.file(".github/workflows/activate.yaml"));
const gitlab = parse(guide.file(".gitlab-ci.yml"));
const jenkins = guide.file("Jenkinsfile");
const resume = guide.next("sh");
const withoutDevice = guide.next("sh");

/** Starts a fast device, or the device of a scenario. */
async function serve(options: StartDeviceOptions = {}): Promise<StartedDevice> {
  const durations = { verify: 20, save: 20 };
  const edited = options.scenario ? {} : { initialState: { edited: { text: "new realm" } } };
  const device = await startDevice({ durations, ...edited, ...options });
  onTestFinished(() => device.close());
  return device;
}

const settingsOf = (device: StartedDevice): Environment => ({
  ASYNCSTATUS_HOST: device.url,
  ASYNCSTATUS_USER: device.user,
  ASYNCSTATUS_PASSWORD: device.password,
  ASYNCSTATUS_FINGERPRINT: device.fingerprint256,
});

/** Shortens the deadlines for a test. */
const shortened = (commands: string) =>
  commands
    .replaceAll("--timeout 20m", "--timeout 3s")
    .replaceAll("--timeout 40m", "--timeout 9s")
    .replaceAll(/(--wait-for-\w+) 5m/g, "$1 1s");

const quick = { verify: 20, save: 20, activate: 20 };
const wrongPin = { ASYNCSTATUS_FINGERPRINT: "00:".repeat(31).concat("00") };

const endings: readonly [number, string, StartDeviceOptions, Environment][] = [
  [0, "a commit that succeeds", { durations: quick }, {}],
  [1, "a failed verify", { scenario: "verify-refuses" }, {}],
  [2, "an invalid setting", {}, { ASYNCSTATUS_REQUEST_TIMEOUT: "soon" }],
  [3, "another user's request", { scenario: "superseded-by-acli" }, {}],
  [4, "a wrong password", {}, { ASYNCSTATUS_PASSWORD: "wrong" }],
  [5, "an activate that never ends", { scenario: "never-ending" }, {}],
  [6, "another certificate", {}, wrongPin],
  [7, "another user's lock", { scenario: "lock-held-by-gui" }, {}],
];

/** Runs the steps of the job, and returns the first result whose exit code isn't 0. */
async function runGithubJob(place: Workplace, env: Environment): Promise<Ran> {
  const { steps } = github.jobs.activate;
  let result: Ran | undefined;
  for (const { run, if: condition } of steps.filter((step: { run?: string }) => step.run)) {
    if (result && result.code !== 0 && condition !== "always()") continue;
    const ran = await place.run(shortened(run), { ...env, GITHUB_STEP_SUMMARY: "summary.md" });
    if (!result || result.code === 0) result = ran;
  }
  if (!result) throw new Error("The job has no steps.");
  return result;
}

test.each(endings)(
  "GitHub Actions exits with %i for %s",
  async (code, _, options, more) => {
    const device = await serve(options);
    const place = createWorkplace();
    const settings = settingsOf(device);
    const known: Environment = {
      "vars.SBC_HOST": settings.ASYNCSTATUS_HOST ?? "",
      "vars.SBC_USER": settings.ASYNCSTATUS_USER ?? "",
      "vars.SBC_FINGERPRINT": settings.ASYNCSTATUS_FINGERPRINT ?? "",
      "secrets.SBC_PASSWORD": settings.ASYNCSTATUS_PASSWORD ?? "",
    };
    const env = Object.entries<string>(github.jobs.activate.env).map(([name, text]) => [
      name,
      known[/^\$\{\{ (.*) \}\}$/.exec(text)?.[1] ?? ""] ?? "unknown",
    ]);
    const given: Environment = { ...Object.fromEntries(env), ...more };
    expect((await runGithubJob(place, given)).code).toBe(code);
    const summary = readFileSync(join(place.folder, "summary.md"), "utf8");
    expect(summary.trim()).not.toBe("");
  },
  20_000,
);

test("a settings file in the repository gets the password only in a trusted folder", async () => {
  const device = await serve();
  const place = createWorkplace();
  const { ASYNCSTATUS_FINGERPRINT = "", ASYNCSTATUS_PASSWORD = "" } = settingsOf(device);
  const written = settingsFile
    .replace("192.0.2.1", device.url)
    .replace("automation", device.user)
    .replace(/fingerprint: .*/, `fingerprint: ${ASYNCSTATUS_FINGERPRINT}`);
  place.write("asyncstatus.config.yaml", written);
  const env = { ASYNCSTATUS_PASSWORD };
  const refused = await place.run("npx --yes asyncstatus status", env);
  expect(refused.output).toContain("refusing to send the password of ASYNCSTATUS_PASSWORD");
  expect(refused.code).toBe(2);
  expect(await place.run(trustFolder, env)).toMatchObject({ code: 0 });
}, 20_000);

test("GitLab runs the same command, and retries only if nothing was submitted", async () => {
  expect(gitlab.activate.script).toEqual([command]);
  expect(Object.keys(gitlab.activate.variables)).toEqual([
    "ASYNCSTATUS_HOST",
    "ASYNCSTATUS_USER",
    "ASYNCSTATUS_FINGERPRINT",
  ]);
  expect(gitlab.activate.retry.exit_codes).toEqual([6, 7]);
  const device = await serve({ durations: quick });
  const env = { ...gitlab.activate.variables, ...settingsOf(device) };
  expect(
    await createWorkplace().run(shortened(gitlab.activate.script.join("\n")), env),
  ).toMatchObject({
    code: 0,
  });
  expect(device.device.configurations().running.text).toBe("new realm");
});

test("Jenkins runs the same command with the same settings", () => {
  expect(/script: '(.*)'/.exec(jenkins)?.[1]).toBe(command);
  const settings = [...jenkins.matchAll(/^\s+(ASYNCSTATUS_\w+) = /gm)].map(([, name]) => name);
  expect(settings).toEqual(Object.keys(github.jobs.activate.env));
});

test("the table has the exit codes of the command", async () => {
  const { stdout } = await createWorkplace().run("asyncstatus --help");
  const [, codes = ""] = stdout.split("the worst):\n");
  const documented = [...codes.matchAll(/^ {2}(\d+) +(.*)$/gm)].map(([, code, meaning]) => [
    code,
    meaning,
  ]);
  expect(documented.length).toBeGreaterThan(5);
  expect(guide.rows("Exit codes").map(([code, meaning]) => [code, meaning])).toEqual(documented);
});

test("a request that is still running at the deadline is resumed, not submitted again", async () => {
  const lines: string[] = [];
  const device = await serve({
    durations: { activate: 5_000 },
    initialState: { saved: { text: "new realm" } },
    log: (line) => lines.push(line),
  });
  const place = createWorkplace();
  const ran = await place.run(shortened(resume), settingsOf(device));
  expect(ran).toMatchObject({ code: 0 });
  const result = JSON.parse(readFileSync(join(place.folder, "result.json"), "utf8"));
  expect(result).toMatchObject({
    command: "wait",
    outcome: "succeeded",
    confidence: "documented",
  });
  expect(lines.filter((line) => line.includes("action=activate"))).toHaveLength(1);
}, 20_000);

test("a pipeline can serve its own reference device", async () => {
  const ran = await createWorkplace().run(withoutDevice);
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/succeeded|confirmed/i) });
}, 20_000);

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
