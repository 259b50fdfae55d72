import { expect, test } from "vitest";
import { interceptRequests } from "./testing/intercept-requests.ts";
import { schemaErrors } from "./testing/schema-errors.ts";
import { createWorld } from "./testing/world.ts";
import { version } from "./version.ts";

async function run(...argv: string[]) {
  const world = await createWorld();
  return world.run(...argv);
}

test.each([
  [
    ["help", "commit"],
    ["commit", "--help"],
  ],
  [
    ["help", "config", "show"],
    ["config", "show", "-h"],
  ],
  [["config"], ["config", "--help"]],
  [
    ["commit", "-hq"],
    ["commit", "-h"],
  ],
  [
    ["commit", "--timeout", "soon", "-H"],
    ["commit", "--help-all"],
  ],
])("%j shows the same help as %j", async (argv, same) => {
  const { code, stdout } = await run(...argv);
  expect(stdout).toBe((await run(...same)).stdout);
  expect(stdout).toMatch(/^Usage: asyncstatus /);
  expect(code).toBe(0);
});

test("help shows the values of options, short forms, defaults and examples", async () => {
  const { stdout } = await run("commit", "--help-all");
  expect(stdout).toContain("      --host HOST ");
  expect(stdout).toContain("  -q, --quiet ");
  expect(stdout).toContain("(default: 30s)");
  expect(stdout).toContain("Examples:\n  asyncstatus commit --dry-run\n");
});

test.each([["version"], ["--version"], ["-V"]])("%s prints the version", async (word) => {
  expect(await run(word)).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test.each([
  [["help", "verify", "-q"], "unknown option -q"],
  [["help", "commit", "-y"], "unknown option -y"],
  [["help", "activate", "-q"], "unknown option -q"],
  [["help", "-y", "commit"], "unknown option -y"],
  [["help", "status", "--json"], "unknown option --json"],
  [["help", "--json"], "unknown option --json"],
  [["help", "commit", "now"], 'unexpected argument "now"'],
  [["help", "comit"], 'unknown command "comit"; did you mean commit?'],
  [["help", "config", "shw"], 'unknown command "shw"; did you mean show?'],
  [["help", "constructor"], 'unknown command "constructor"'],
  [["version", "--json"], "unknown option --json"],
  [["--version", "--json"], "unknown option --json"],
  [["version", "now"], 'unexpected argument "now"'],
  [["commit", "--Host", "x"], "unknown option --Host; did you mean --host?"],
  [["commit", "--host="], "--host: expected a value"],
  [["commit", "--hots="], "unknown option --hots"],
  [["commit", "--host", ""], "--host: expected a value"],
  [["status", "--inventory", ""], "--inventory: expected a value"],
  [["apply", ""], "FILE: expected a value"],
  [["commit", "--y"], "unknown option --y; did you mean -y?"],
  [["apply", "--y"], "unknown option --y; did you mean -y?"],
  [["commit", "--q"], "unknown option --q; did you mean -q?"],
  [["commit", "-host", "x"], "unknown option -host; did you mean --host?"],
  [["commit", "-dry-run"], "unknown option -dry-run; did you mean --dry-run?"],
  [["commit", "-host=x"], "unknown option -host; did you mean --host?"],
  [["apply", "---"], "unknown option ---"],
  [["commit", "--constructor"], "unknown option --constructor"],
  [["-v"], "options follow the command: asyncstatus COMMAND -v"],
  [["-y", "commit"], "options follow the command: asyncstatus commit -y"],
  [["--json", "commit"], "options follow the command: asyncstatus commit --json"],
  [
    ["--host", "H", "config", "show", "--debug"],
    "options follow the command: asyncstatus config show --host H --debug",
  ],
  [["config", "--quiet", "show"], "options follow the command: asyncstatus config show --quiet"],
  [[""], 'unknown command ""'],
  [["ls"], 'unknown command "ls"'],
  [["commit", "--dry-run=ture"], '--dry-run: expected true or false, got "ture"'],
  [["save", "--yes"], "unknown option --yes"],
  [["serve", "--devices", "0"], '--devices: expected a whole number, 1 or more, got "0"'],
  [["serve", "--env", "--json"], "--env and --json can't be combined"],
  [["serve", "--pairs"], "--pairs needs --devices"],
  [["serve", "--port", "-1"], "--port: expected ports from 0 to 65535, got -1"],
  [["resume", "--latest", "x"], "--latest and a file can't be combined"],
  [["status", "--host", "a", "--inventory", "b"], "--inventory and --host can't be combined"],
  [["restore", "--from", "saved", "x"], "--from and a backup file can't be combined"],
  [["apply", "x.yaml", "--confirm-command", "x"], "--confirm-command needs --confirm"],
])("%j is an error and sends nothing to the device", async (argv, message) => {
  const world = await createWorld({ terminal: {} });
  const sent: unknown[] = [];
  interceptRequests(world, (request, send) => {
    sent.push(request);
    return send(request);
  });
  const { code, stdout, stderr } = await world.run(...argv);
  if (argv.includes("--json")) expect(JSON.parse(stdout).error.message).toBe(message);
  else expect(stderr).toContain(`Error: ${message}\n  Usage: asyncstatus `);
  expect(sent).toEqual([]);
  expect(code).toBe(2);
});

test("short forms work as the options that they stand for", async () => {
  const { stderr } = await run("status", "-v");
  expect(stderr).toContain("> GET https://");
  expect((await run("status", "-q")).stderr).toBe("");
});

test.each([
  [["commit", "--dryrun"], "unknown option --dryrun; did you mean --dry-run?", "commit"],
  [["commit", "-z"], "unknown option -z", "commit"],
  [["help", "comit"], 'unknown command "comit"; did you mean commit?', ""],
  [["config", "shw"], 'unknown command "shw"; did you mean show?', "config"],
  [["restore", "--from", "x", "a"], '--from: expected running or saved, got "x"', "restore"],
  [["serve", "--seed", "x"], '--seed: expected a number, got "x"', "serve"],
  [["commit", "--", "-h"], 'unexpected argument "-h"', "commit"],
])("%j exits with 2, says what is wrong and names the help", async (argv, message, name) => {
  const { code, stdout, stderr } = await run(...argv);
  const [first, second, third] = stderr.split("\n");
  expect(first).toBe(`Error: ${message}`);
  expect(second).toMatch(/^ {2}Usage: asyncstatus /);
  expect(third).toBe(`  For help, run: ${["asyncstatus", name].filter(Boolean).join(" ")} --help`);
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

test.each([
  [["commit", "--nope", "--json"]],
  [["comit", "--json"]],
  [["commit", "--nope", "--output", "json"]],
  [["commit", "--nope", "--output=jsonl"]],
  [["serve", "--scenario", "nothing", "--json"]],
  [["serve", "--port", "-1", "--json"]],
  [["serve", "--env", "--json"]],
  [["config", "show", "--config", "missing.yaml", "--json"]],
  [["contract", "verify", "192.0.2.1", "--ca", "missing.pem", "--json"]],
  [["status", "--inventory", "missing.yaml", "--json"]],
  [["resume", "missing.json", "--json"]],
  [["trust", "https://192.0.2.1/x", "--json"]],
])("%j prints the error as one JSON object", async (argv) => {
  const { code, stdout, stderr } = await run(...argv);
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({ outcome: "error", exitCode: 2, toolVersion: version });
  expect(result.error.code).toMatch(/^(usage|invalid-option)$/);
  expect(stderr).toBe("");
  expect(code).toBe(2);
});

test.each([
  [["--output", "json"], ["--json"]],
  [["--output", "jsonl"], ["--json-lines"]],
  [["--output", "text"], []],
  [["--output", "text", "--json"], []],
])("%j prints the same as %j", async (argv, same) => {
  const { code, stdout } = await run("status", ...argv);
  expect(stdout).toBe((await run("status", ...same)).stdout);
  expect(code).toBe(0);
});
