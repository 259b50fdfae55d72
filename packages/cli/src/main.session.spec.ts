import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "./run/exit-codes.ts";
import { bundledProgram } from "./testing/bundled-program.ts";
import { newHome } from "./testing/new-home.ts";
import { environment } from "./testing/program.ts";
import { type PseudoTerminal, startOnTerminal } from "./testing/pseudo-terminal.ts";

// The first session of a user, with the program as it is published. SESSION.md is what the terminals show.

const agent = (hostname: string, realm: string) => `change: 1
comment: Add a session agent
elements:
  - type: session-agent
    attributes: { hostname: ${hostname}, realm-id: ${realm} }
`;
const files = {
  "lab.yaml": `description: A quick device. Its second activate takes longer.
durations: { backup: 50 ms, restore: 50 ms, verify: 50 ms, save: 50 ms, activate: 50 ms }
requests:
  - { on: activate, nth: 2, times: 1, takes: 5 s }
`,
  "change.yaml": agent("sa9.example", "core"),
  "wrong.yaml": agent("sa10.example", "cor"),
  "next.yaml": agent("sa10.example", "core"),
};

/** Replaces times, ports and secrets, which are others each time. */
function steady(screen: string): string {
  return screen
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:8443")
    .replace(/127\.0\.0\.1_\d+/g, "127.0.0.1_8443")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "PASSWORD")
    .replace(/([0-9A-F]{2}:){15,}[0-9A-F]{0,2}:?/g, "FINGERPRINT")
    .replace(/[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4} GMT/g, "DATE")
    .replace(/\d{8}T\d{9}Z|(?<=asyncstatus-)\d{10,}/g, "TIME")
    .replace(/\/tmp\/asyncstatus-\w+/g, "~")
    .replace(/seed \d+/g, "seed NUMBER")
    .replace(/ +\d+\.\d s/g, "  # s")
    .replace(/\+\d+(\.\d)? s +/g, "+# s  ")
    .replace(/\(\d+(\.\d)? s/g, "(# s")
    .replace(/up \d+ \w+( \d+ \w+)?/g, "up # s");
}

test("a new user gets from serve through a failure and an interruption to a rollback", async () => {
  const home = newHome();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
  const recorded: string[] = [];
  const record = (heading: string, text: string, command: string, shown: string) => {
    const block = `\`\`\`text\n$ ${steady(command)}\n${steady(shown)}\`\`\``;
    recorded.push([`## ${heading}`, text, block].join("\n\n"));
  };
  let variables: Record<string, string> = {};
  const start = (...argv: string[]) => {
    const words = argv.map((word) => (word in files ? join(home, word) : word));
    return startOnTerminal(
      process.execPath,
      [bundledProgram, ...words],
      environment(home, { ...variables, ASYNCSTATUS_STATUS_LAG: "0s" }),
    );
  };
  /** Runs a command to its end, after the user did something. */
  const run = async (
    [heading, text, exit]: readonly [string, string, keyof typeof exitCodes],
    command: string,
    act: (terminal: PseudoTerminal) => Promise<void> = async () => {},
  ) => {
    const terminal = start(...command.split(" "));
    await act(terminal);
    expect(await terminal.exited, terminal.lines()).toBe(exitCodes[exit].code);
    record(heading, text, `asyncstatus ${command}`, terminal.lines());
    return terminal;
  };
  const answer = (question: RegExp) => async (terminal: PseudoTerminal) => {
    await terminal.until(question);
    terminal.type("y\r");
  };

  const serve = start("serve", "--scenario", "lab.yaml");
  await serve.until(/asyncstatus commit\n/);
  const served = serve.lines();
  const lab = `This is \`lab.yaml\`:\n\n\`\`\`yaml\n${files["lab.yaml"]}\`\`\`\n\nIn the first terminal:`;
  record("Start a simulated SBC", lab, "asyncstatus serve --scenario lab.yaml", served);
  const [, host = ""] = /asyncstatus trust (\S+)\n/.exec(served) ?? [];

  const trusted = await run(
    [
      "Trust the SBC's certificate",
      "In the second terminal, compare the fingerprints:",
      "succeeded",
    ],
    `trust ${host}`,
    answer(/pin it\? \[y\/N\]/),
  );
  const [fingerprint] = /([0-9A-F]{2}:){16}\n/.exec(served) ?? [];
  expect(trusted.lines()).toContain(fingerprint?.trim());
  const exported = [...served.matchAll(/(ASYNCSTATUS_\w+)=(\S+)/g)];
  variables = Object.fromEntries(exported.map(([, name, value]) => [name, value]));

  await run(
    ["Back up", "Set the variables that `serve` printed. Then write a backup:", "succeeded"],
    "backup before.gz",
  );
  await run(
    [
      "Plan",
      `This is \`change.yaml\`:\n\n\`\`\`yaml\n${files["change.yaml"]}\`\`\`\n\nA plan changes nothing:`,
      "succeeded",
    ],
    "plan change.yaml",
  );
  const question = /save and activate it\? \[y\/N\]/;
  await run(
    ["Apply", "The command shows the plan again and asks for confirmation:", "succeeded"],
    "apply change.yaml",
    answer(question),
  );
  await run(
    [
      "A failure",
      "In `wrong.yaml`, the realm is misspelled. The verify fails, and the editing configuration is returned to its\nprevious state:",
      "failed",
    ],
    "apply wrong.yaml",
    answer(question),
  );
  await run(
    [
      "An interruption",
      "In `next.yaml`, the realm is correct. Pressing Ctrl-C during the activate releases the lock, but the device\ncontinues the activate:",
      "interrupted",
    ],
    "apply next.yaml",
    async (terminal) => {
      await answer(question)(terminal);
      await terminal.until(/activate +\S+ s +ours: activate in progress/);
      terminal.type("\x03");
    },
  );
  await run(["Resume", "Nothing is submitted again:", "succeeded"], "resume --latest");
  await run(
    ["Roll back", "Return to the backup from the start:", "succeeded"],
    "rollback --to before.gz",
    answer(/Roll back .* \[y\/N\]/s),
  );
  serve.type("\x03");
  expect(await serve.exited).toBe(exitCodes.succeeded.code);

  const head = [
    "<!-- Written by packages/cli/src/main.session.spec.ts. After a change: pnpm --filter asyncstatus exec vitest run session -u -->",
    "# A session in the terminal",
    "A test types these commands into terminals and writes this page. Times, ports and secrets are replaced. A line that\nwas updated in place is shown in its final state.",
    "## Install",
    "```sh\nnpm install --global asyncstatus\n```",
  ].join("\n\n");
  const page = `${head}\n\n${recorded.join("\n\n")}\n`;
  await expect(page).toMatchFileSnapshot("../SESSION.md");
}, 60_000);
