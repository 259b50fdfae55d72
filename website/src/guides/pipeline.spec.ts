import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type StartDeviceOptions, type StartedDevice, startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { workspace } from "../package-folder.ts";
import { readGuide } from "./guide.ts";
import { createWorkplace, type Environment, settingsOf } from "./workplace.ts";

const guide = readGuide("pipeline");
const [command = ""] = guide.next("sh").trim().split("\n");
const settingsFile = guide.file("asyncstatus.config.yaml");
const trustFolder = guide.next("sh");
const github = parse(guide.file(".github/workflows/activate.yaml"));
const onUnknown = parse(guide.next("yaml"));
const gitlab = parse(guide.file(".gitlab-ci.yml"));
const action = parse(readFileSync(join(workspace, "action.yml"), "utf8"));
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

/** Shortens the deadlines for a test. */
const shortened = (commands: string, timeout = "3s") =>
  commands
    .replaceAll("--timeout 20m", `--timeout ${timeout}`)
    .replaceAll("--timeout 40m", "--timeout 12s")
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

/** A deadline that only what never ends reaches. */
const deadlineOf = (code: number) => (code === 5 ? "3s" : "15s");

/** Returns inputs with the values of the variables and secrets that they name. */
function withValues(inputs: Environment, values: Environment): Environment {
  const named = /\$\{\{ (.*?) \}\}/g;
  const entries = Object.entries(inputs).map(([name, text]) => [
    name,
    text.replaceAll(named, (_, key: string) => values[key] ?? "unknown"),
  ]);
  return Object.fromEntries(entries);
}

test.each(endings)(
  "GitHub Actions exits with %i for %s",
  async (code, _, options, more) => {
    const device = await serve(options);
    const place = createWorkplace();
    const settings = { ...settingsOf(device), ...more };
    const [step, upload] = github.jobs.activate.steps;
    expect(step.uses).toMatch(/^OWNER\/asyncstatus@v/);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    const inputs = withValues(step.with, {
      "vars.SBC_HOST": settings.ASYNCSTATUS_HOST ?? "",
      "vars.SBC_USER": settings.ASYNCSTATUS_USER ?? "",
      "vars.SBC_FINGERPRINT": settings.ASYNCSTATUS_FINGERPRINT ?? "",
      "secrets.SBC_PASSWORD": settings.ASYNCSTATUS_PASSWORD ?? "",
    });
    const runner = {
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]),
      ),
      RUNNER_TEMP: place.folder,
      GITHUB_OUTPUT: "outputs",
      GITHUB_STEP_SUMMARY: "summary.md",
    };
    const ran = await place.run(`node "${join(workspace, action.runs.main)}"`, {
      ...more,
      ...runner,
      INPUT_ARGUMENTS: shortened(inputs.arguments ?? "", deadlineOf(code)),
    });
    expect(ran.code).toBe(code);
    const read = (name: string) => readFileSync(join(place.folder, name), "utf8");
    const outputs = Object.fromEntries(
      read("outputs")
        .trim()
        .split("\n")
        .map((line) => line.split("=")),
    );
    expect(outputs["exit-code"]).toBe(String(code));
    expect(read("summary.md")).toContain(`asyncstatus commit: ${outputs.outcome}`);
    const artifact = withValues(upload.with, {
      "steps.commit.outputs.result-file": outputs["result-file"],
    });
    expect(JSON.parse(readFileSync(artifact.path ?? "", "utf8"))).toMatchObject({ exitCode: code });
  },
  40_000,
);

test("a later step can fail for an unknown result", async () => {
  const [step] = onUnknown;
  expect(step.if).toContain("steps.commit.outputs.exit-code == '3'");
  expect(await createWorkplace().run(step.run)).toMatchObject({ code: 1 });
});

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
  expect(refused.output).toContain("refusing to send the password from ASYNCSTATUS_PASSWORD");
  expect(refused.code).toBe(2);
  expect(await place.run(trustFolder, env)).toMatchObject({ code: 0 });
}, 40_000);

/** Returns the job of a GitLab template with its inputs. */
function gitlabJob(name: string, given: Environment) {
  const text = readFileSync(join(workspace, `templates/${name}`), "utf8");
  const [header, body] = parseAllDocuments(text);
  if (!header || !body) throw new Error(`templates/${name} has no header.`);
  const { inputs } = (header.toJS() as { spec: { inputs: Record<string, { default?: string }> } })
    .spec;
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
  const filled = JSON.stringify(body.toJS()).replaceAll(
    /\$\[\[ inputs\.(\w+) \]\]/g,
    (_, input: string) => {
      const value = given[input] ?? inputs[input]?.default;
      if (value === undefined) throw new Error(`${name} requires ${input}.`);
      return JSON.stringify(value).slice(1, -1);
    },
  );
  const [job] = Object.values<{
    variables: Environment;
    script: string[];
    retry?: { exit_codes: number[] };
    artifacts: { paths: string[]; reports?: { junit: string } };
  }>(JSON.parse(filled));
  if (!job) throw new Error(`templates/${name} has no job.`);
  return job;
}

const [included] = gitlab.include;
const [, template = ""] =
  /OWNER\/asyncstatus\/v[\d.]+\/templates\/(.*)$/.exec(included.remote) ?? [];

test.each(endings)(
  "GitLab exits with %i for %s",
  async (code, _, options, more) => {
    const device = await serve(options);
    const settings = { ...settingsOf(device), ...more };
    const job = gitlabJob(template, {
      ...included.inputs,
      host: settings.ASYNCSTATUS_HOST,
      user: settings.ASYNCSTATUS_USER,
      fingerprint: settings.ASYNCSTATUS_FINGERPRINT,
    });
    const place = createWorkplace();
    const env = { ...more, ...job.variables };
    const password = settings.ASYNCSTATUS_PASSWORD ?? "";
    const script = shortened(job.script.join("\n"), deadlineOf(code));
    const ran = await place.run(script, { ...env, ASYNCSTATUS_PASSWORD: password });
    expect(ran.code).toBe(code);
    const [artifact = ""] = job.artifacts.paths;
    const result = JSON.parse(readFileSync(join(place.folder, artifact), "utf8"));
    expect(result).toMatchObject({ command: "commit", exitCode: code });
    const junit = readFileSync(join(place.folder, job.artifacts.reports?.junit ?? ""), "utf8");
    expect(junit.includes("<system-out>")).toBe(code === 0);
    expect(junit.match(/<testcase /g)).toHaveLength(1);
  },
  40_000,
);

test("GitLab retries only if no request is left with an unknown result", () => {
  expect(gitlabJob(template, included.inputs).retry?.exit_codes).toEqual([6, 7]);
});

test("GitLab gets the checks of a contract as a JUnit report", async () => {
  const device = await serve();
  const { url, user, password, fingerprint256: fingerprint } = device;
  const inputs = { version: "0.1.0", host: url, user, fingerprint };
  const job = gitlabJob("contract-verify.yml", inputs);
  const place = createWorkplace();
  const env = { ...job.variables, ASYNCSTATUS_PASSWORD: password };
  expect(await place.run(job.script.join("\n"), env)).toMatchObject({ code: 0 });
  const files = [...job.artifacts.paths, job.artifacts.reports?.junit ?? ""];
  const [transcript, junit] = files.map((file) => readFileSync(join(place.folder, file), "utf8"));
  expect(JSON.parse(transcript ?? "")).toHaveProperty("entries");
  expect(junit).toMatch(/<testsuites? /);
}, 40_000);

test("GitLab exits with 6 for a contract of an unreachable device", async () => {
  const inputs = { version: "0.1.0", host: "127.0.0.1:1", user: "admin" };
  const job = gitlabJob("contract-verify.yml", inputs);
  const env = { ...job.variables, ASYNCSTATUS_PASSWORD: "unused" };
  expect(await createWorkplace().run(job.script.join("\n"), env)).toMatchObject({ code: 6 });
});

test("Jenkins runs the same command with the same settings", () => {
  expect(/script: '(.*)'/.exec(jenkins)?.[1]).toBe(command);
  const settings = [...jenkins.matchAll(/^\s+(ASYNCSTATUS_\w+) = /gm)].map(([, name]) => name);
  expect(settings).toEqual([
    "ASYNCSTATUS_HOST",
    "ASYNCSTATUS_USER",
    "ASYNCSTATUS_FINGERPRINT",
    "ASYNCSTATUS_PASSWORD",
  ]);
});

test("the table has the exit codes of the command", async () => {
  const { stdout } = await createWorkplace().run("asyncstatus --help");
  const [, codes = ""] = stdout.split("the worst one):\n");
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
    command: "resume",
    outcome: "succeeded",
    confidence: "documented",
  });
  expect(lines.filter((line) => line.includes("action=activate"))).toHaveLength(1);
}, 40_000);

test.each<[number, StartDeviceOptions]>([
  [1, { requests: [{ on: "activate", takes: 20, fails: "The standby does not respond." }] }],
  [3, { scenario: "superseded-by-acli" }],
  [5, { scenario: "never-ending" }],
  [7, { scenario: "lock-held-by-gui" }],
])(
  "an activate and its resumed wait exit with %i",
  async (code, options) => {
    const device = await serve(options);
    const ran = await createWorkplace().run(shortened(resume), settingsOf(device));
    expect(ran).toMatchObject({ code });
  },
  40_000,
);

test("a pipeline can serve its own reference device", async () => {
  const ran = await createWorkplace().run(withoutDevice);
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/succeeded|confirmed/i) });
}, 40_000);

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
