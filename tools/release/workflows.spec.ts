import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { groups } from "../ci/steps.ts";
import { workspace } from "../paths.ts";
import { run } from "../run.ts";

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: object };
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Record<string, unknown>;
  }[];
}

const folder = join(workspace, ".github");
const textOf = (path: string) => readFileSync(join(folder, path), "utf8");
const workflows = readdirSync(join(folder, "workflows")).map((file) => {
  const text = textOf(`workflows/${file}`);
  return { file, text, workflow: parse(text) as Workflow };
});
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ file, name, job })),
);

test.for(workflows)("$file pins actions to commits, and names their versions", ({ text }) => {
  const uses = text.match(/^.*\buses:.*$/gm) ?? [];
  expect(uses.length).toBeGreaterThan(0);
  for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test.for(jobs)("$name of $file does not store the token of its checkout", ({ job }) => {
  const checkouts = job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  for (const checkout of checkouts) expect(checkout.with?.["persist-credentials"]).toBe(false);
});

test("each job has the permissions that it needs", () => {
  for (const { workflow } of workflows) expect(workflow.permissions).toEqual({});
  expect(Object.fromEntries(jobs.map(({ name, job }) => [name, job.permissions]))).toEqual({
    check: { contents: "read" },
    select: { contents: "read" },
    version: { contents: "write", "pull-requests": "write" },
    scan: { contents: "read" },
    build: { contents: "read" },
    publish: { contents: "read", "id-token": "write" },
    executables: { contents: "read" },
    announce: { contents: "write" },
  });
});

const release = jobs.filter(({ file }) => file === "release.yml");
const jobNamed = (name: string) => release.find((one) => one.name === name)?.job;
const runsOf = (job: Job | undefined) => job?.steps.flatMap(({ run = [] }) => run) ?? [];

test("the job that can publish gets the tarballs, installs nothing and runs only publish.ts", () => {
  const canPublish = jobs.filter(({ job }) => job.permissions?.["id-token"] === "write");
  expect(canPublish.map(({ name }) => name)).toEqual(["publish"]);
  const publish = jobNamed("publish");
  expect(runsOf(publish)).toEqual(["node tools/release/publish.ts released"]);
  expect(publish?.needs).toBe("build");
  const [checkout, ...others] = publish?.steps.filter(({ uses }) => uses !== undefined) ?? [];
  expect(checkout?.with?.["sparse-checkout"]).toBe("tools/release/publish.ts");
  expect(others.map(({ uses }) => uses?.split("@")[0])).toEqual([
    "actions/setup-node",
    "actions/download-artifact",
  ]);
});

test("publish.ts imports only modules of Node.js and types", () => {
  const text = readFileSync(join(workspace, "tools/release/publish.ts"), "utf8");
  const imports = text.match(/^import .*$/gm) ?? [];
  for (const line of imports) expect(line).toMatch(/^import type |from "node:/);
});

test("a release runs exact versions of Node.js and pnpm, and pnpm by its digest", () => {
  const { packageManager } = JSON.parse(readFileSync(join(workspace, "package.json"), "utf8"));
  const { packages } = JSON.parse(textOf("pnpm/package-lock.json"));
  const { "": _, ...installed } = packages;
  expect(installed).toEqual({
    "node_modules/@pnpm/exe.linux-x64": expect.objectContaining({
      version: packageManager.replace("pnpm@", ""),
      integrity: expect.stringMatching(/^sha512-[\w+/]{86}==$/),
    }),
  });
  for (const { job } of release) {
    expect(runsOf(job).join("\n")).not.toMatch(
      /npx|corepack|@latest|\bnpm (?!ci --prefix .github\/pnpm )/,
    );
    for (const { uses = "", with: inputs } of job.steps) {
      if (uses.startsWith("actions/setup-node@")) {
        expect(inputs?.["node-version"]).toMatch(/^\d+\.\d+\.\d+$/);
      }
    }
  }
});

test("an executable is made on each platform with nothing installed, and tried", () => {
  const executables = jobNamed("executables");
  expect(executables?.strategy?.matrix).toMatchObject({
    include: [
      { platform: "linux-x64" },
      { platform: "linux-arm64" },
      { platform: "macos-arm64" },
      { platform: "macos-x64" },
      { platform: "windows-x64" },
    ],
  });
  expect(executables?.needs).toBe("build");
  expect(runsOf(executables).slice(0, 2)).toEqual([
    "node released/executable/make-executable.mjs",
    "./released/executable/asyncstatus demo",
  ]);
  expect(runsOf(executables).join("\n")).not.toMatch(/pnpm|npm|curl/);
});

test("a release on GitHub has the packages, the SBOM, and the executables with their checksums", async () => {
  const folder = await mkdtemp(join(tmpdir(), "asyncstatus-announce-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const files = {
    "bin/gh": '#!/bin/sh\necho "$@"\n',
    "released/release.json": JSON.stringify([{ version: "1.2.3-next.0" }]),
    "released/asyncstatus-1.2.3.tgz": "",
    "released/sbom.cdx.json": "",
    "executables/asyncstatus-linux-x64.tar.gz": "abc",
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text, { mode: 0o755 });
  }
  const PATH = `${folder}/bin:${process.env.PATH}`;
  const env = { PATH, GITHUB_REPOSITORY: "owner/name", GITHUB_SHA: "abc" };
  const [script = ""] = runsOf(jobNamed("announce"));
  const printed = await run("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env });
  expect(printed).toMatch(/^release create v1\.2\.3-next\.0 .* --prerelease /);
  expect(printed.trim().split(" ").slice(-4)).toEqual([
    "released/asyncstatus-1.2.3.tgz",
    "released/sbom.cdx.json",
    "executables/SHA256SUMS",
    "executables/asyncstatus-linux-x64.tar.gz",
  ]);
  const sums = await readFile(join(folder, "executables/SHA256SUMS"), "utf8");
  const digest = createHash("sha256").update("abc").digest("hex");
  expect(sums).toBe(`${digest}  asyncstatus-linux-x64.tar.gz\n`);
});

test("nothing is built for a release before its dependencies are scanned with OSV's data", () => {
  expect(jobNamed("build")?.needs).toEqual(["select", "scan"]);
  const scans = jobs.filter(({ name }) => name === "scan").map(({ job }) => job.steps.at(-1));
  expect(scans).toHaveLength(2);
  for (const scan of scans) {
    expect(scan?.uses).toMatch(/^google\/osv-scanner-action\/osv-scanner-action@/);
    expect(scan?.with).toEqual({ "scan-args": "--lockfile=pnpm-lock.yaml" });
  }
});

test("CI has a job for each group of steps", () => {
  const matrices = jobs
    .filter(({ file }) => file === "ci.yml")
    .map(({ job }) => job.strategy?.matrix);
  expect(matrices).toEqual([{ group: groups }]);
});

test.for(readdirSync(join(folder, "ISSUE_TEMPLATE")))(
  "the issue form %s has a text area",
  (file) => {
    const form = parse(textOf(`ISSUE_TEMPLATE/${file}`));
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    expect(form.body.map(({ type }: { type: string }) => type)).toContain("textarea");
  },
);
