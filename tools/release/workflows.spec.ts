import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { groups } from "../ci/steps.ts";
import { workspace } from "../paths.ts";

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
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
    build: { contents: "read" },
    publish: { contents: "read", "id-token": "write" },
    announce: { contents: "write" },
  });
});

test("the job that can publish runs only publish.ts", () => {
  const runs = jobs
    .find(({ name }) => name === "publish")
    ?.job.steps.flatMap(({ run = [] }) => run);
  expect(runs).toEqual(["node tools/release/publish.ts released"]);
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
