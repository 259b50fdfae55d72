import { describe, expect, test } from "vitest";
import { createWorld, edited, host, type WorldOptions } from "../testing/world.ts";
import { exitCodes } from "./exit-codes.ts";

const asking: readonly [argv: string[], question: string][] = [
  [["commit"], `Verify, save and activate the edits of all users on ${host}?`],
  [["activate"], `Activate the saved configuration of ${host}?`],
  [
    ["restore", "--from", "saved"],
    `Replace the editing configuration of ${host} with the saved configuration, and discard the unsaved edits of all users?`,
  ],
  [
    ["restore", "before.gz"],
    `Replace the editing configuration of ${host} with the backup before.gz, and discard the unsaved edits of all users?`,
  ],
  [
    ["rollback"],
    `Roll back ${host} to the running configuration, and discard the unsaved edits of all users?`,
  ],
];

/** Runs a command that changes something. */
async function change(argv: string[], options: WorldOptions, typed?: string) {
  const sent: string[] = [];
  const world = await createWorld({
    device: { ...edited, log: (line) => sent.push(line) },
    ...options,
  });
  await world.run("backup", "before.gz");
  const { length } = sent;
  world.terminal.typed = typed;
  const { code, stdout, stderr } = await world.run(...argv);
  return { code, stdout, stderr, requests: sent.length - length };
}

describe.each(asking)("%j", (argv, question) => {
  test("asks once on a terminal, with the host and what will happen", async () => {
    const { code, stderr } = await change(argv, { terminal: {} }, "y\n");
    expect(stderr.split(`${question} [y/N] `)).toHaveLength(2);
    expect(code).toBe(exitCodes.succeeded.code);
  });

  test("sends nothing if the answer isn't yes", async () => {
    for (const [typed, end] of [
      ["n\n", ""],
      // The end of the input, by Ctrl-D.
      [undefined, "\n"],
    ] as const) {
      const { code, stderr, requests } = await change(argv, { terminal: {} }, typed);
      expect(stderr).toContain(`[y/N] ${end}`);
      expect(stderr.split(`[y/N] ${end}`)[1]).toMatch(
        /^\S*Stopped\S*: not confirmed; nothing was submitted\n/,
      );
      expect([code, requests]).toEqual([exitCodes.interrupted.code, 0]);
    }
  });

  test.each([
    ["with --yes", ["--yes"], { terminal: {} }],
    ["without a terminal", [], {}],
  ])("doesn't ask %s", async (_, more, options) => {
    const { code, stderr } = await change([...argv, ...more], options);
    expect(stderr).not.toContain("[y/N]");
    expect(code).toBe(exitCodes.succeeded.code);
  });
});

test.each([
  { argv: ["commit", "--dry-run"], outcome: "Succeeded: no errors found" },
  { argv: ["verify"], outcome: "Succeeded: no errors found" },
  { argv: ["restore", "before.gz"], outcome: "Succeeded: the editing configuration is restored" },
  { argv: ["backup", "again.gz"], outcome: "Succeeded: the backup file has been written" },
])("$argv.0 doesn't claim that something runs that did not", async ({ argv, outcome }) => {
  const { code, stdout, stderr } = await change(argv, {});
  expect(stdout).toContain(outcome);
  expect(stdout + stderr).not.toMatch(/took effect|takes effect|now running/);
  expect(code).toBe(exitCodes.succeeded.code);
  const { stdout: json } = await change([...argv, "--json"], {});
  expect(json).not.toMatch(/took effect|takes effect|now running/);
});

test("a dry run doesn't ask", async () => {
  const { code, stderr } = await change(["commit", "--dry-run"], { terminal: {} });
  expect(stderr).not.toContain("[y/N]");
  expect(code).toBe(exitCodes.succeeded.code);
});

test("the question names at most five hosts", async () => {
  const hosts = Array.from({ length: 7 }, (_, index) => `192.0.2.${index + 10}`);
  const world = await createWorld({ terminal: {} });
  const { stderr } = await world.run("activate", "--host", hosts.join(","));
  expect(stderr).toContain(
    "of 7 hosts (192.0.2.10, 192.0.2.11, 192.0.2.12, 192.0.2.13, 192.0.2.14, ...)? [y/N]",
  );
});
