import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorld, edited, host } from "../testing/world.ts";

const fault = [
  "50%, a: b",
  "::error::forged",
  "##[error]forged",
  "</pre><img src=x>",
  "# forged \u202e [link](https://example.com)",
].join("\n");

/** Returns the lines of a log that the runner executes. */
function executed(log: string): string[] {
  return log.split("\n").filter((line) => /^\s*::|##\[/.test(line));
}

async function createWorkflow(text: string, more: Record<string, string> = {}) {
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: "summary.md", ...more };
  const initialState = { edited: { text: "new realm", fault: text } };
  const world = await createWorld({ device: { initialState }, env });
  return { world, summary: () => readFileSync(join(world.cwd, "summary.md"), "utf8") };
}

test("a failed commit annotates the step and adds to its summary, with --quiet and --json too", async () => {
  const { world, summary } = await createWorkflow("Realm new has no interface.");
  const reason = `${host}: the device reported during verify: Realm new has no interface.`;
  for (const flags of [[], ["--quiet"], ["--json"]]) {
    const { code, stdout, stderr } = await world.run("commit", ...flags);
    expect(code).toBe(1);
    expect(executed(stderr)).toEqual([`::error title=asyncstatus commit%3A failed::${reason}`]);
    expect(executed(stdout)).toEqual([]);
    if (flags.includes("--json")) JSON.parse(stdout);
  }
  expect(summary().match(/^### asyncstatus commit: failed, proven$/gm)).toHaveLength(3);
  expect(summary()).toContain(`<pre>${reason}\n`);
});

test("a commit that succeeds adds to the summary without an annotation", async () => {
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: "summary.md" };
  const world = await createWorld({ device: edited, env });
  const { stdout, stderr } = await world.run("commit");
  expect(executed(stdout + stderr)).toEqual([]);
  expect(readFileSync(join(world.cwd, "summary.md"), "utf8")).toMatch(/: succeeded, proven$/m);
});

test("text of the device can't run workflow commands or change the summary", async () => {
  const { world, summary } = await createWorkflow(fault);
  const { stdout, stderr } = await world.run("commit", "--verbose");
  const lines = executed(stdout + stderr);
  expect(lines).toEqual([expect.stringMatching(/^::error title=asyncstatus commit%3A failed::/)]);
  expect(lines[0]).toContain("50%25, a: b");
  expect(summary().match(/<[^>]*>/g)).toEqual(["<pre>", "</pre>"]);
  expect(summary()).toMatch(/<\/pre>\n\n$/);
});

test("a summary that can't be written is a warning, and there is none outside of a workflow", async () => {
  const broken = await createWorkflow("", { GITHUB_STEP_SUMMARY: "missing/summary.md" });
  const { code, stderr } = await broken.world.run("status");
  expect(stderr).toContain("GITHUB_STEP_SUMMARY: no such file or directory");
  expect(code).toBe(0);
  const outside = await createWorkflow("No.", { GITHUB_ACTIONS: "" });
  expect(executed((await outside.world.run("commit")).stderr)).toEqual([]);
  expect(outside.summary).toThrow("ENOENT");
});
