import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { workspace } from "../paths.ts";

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly with?: Record<string, unknown> }[];
}

const folder = join(workspace, ".github");
const textOf = (path: string) => readFileSync(join(folder, path), "utf8");
const workflows = readdirSync(join(folder, "workflows"));
const workflow = (name: string) => parse(textOf(`workflows/${name}`)) as Workflow;
const jobs = workflows.flatMap((file) =>
  Object.entries(workflow(file).jobs).map(([name, job]) => ({ file, name, job })),
);

test.each(workflows)("%s uses actions by commit, with the version beside it", (file) => {
  const uses = textOf(`workflows/${file}`).match(/^.*\buses:.*$/gm) ?? [];
  expect(uses.length).toBeGreaterThan(0);
  for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test.each(workflows)("%s gives no permission to all of it", (file) => {
  expect(workflow(file).permissions).toEqual({});
});

test.each(jobs)("$name of $file checks out without leaving its token", ({ job }) => {
  const checkouts = job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  expect(checkouts).not.toEqual([]);
  for (const one of checkouts) expect(one.with?.["persist-credentials"]).toBe(false);
});

test("each job may do what it is for, and no more", () => {
  expect(Object.fromEntries(jobs.map(({ name, job }) => [name, job.permissions]))).toEqual({
    check: { contents: "read" },
    select: { contents: "read" },
    version: { contents: "write", "pull-requests": "write" },
    publish: { contents: "read", "id-token": "write" },
    announce: { contents: "write" },
  });
});

test.each(readdirSync(join(folder, "ISSUE_TEMPLATE")))("%s asks for something", (file) => {
  const form = parse(textOf(`ISSUE_TEMPLATE/${file}`));
  expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
  expect(form.body.map(({ type }: { type: string }) => type)).toContain("textarea");
});
