import { expect, test } from "vitest";
import { help } from "./help.ts";
import { parseCommand } from "./parse-command.ts";

const least = ["verify", "https://192.0.2.1", "--user", "admin"];

test("what is not given is left to the verification", () => {
  expect(parseCommand(least)).toEqual({
    command: "verify",
    url: "https://192.0.2.1",
    user: "admin",
    password: { from: "standard input" },
    restVersions: [],
    allowChanges: false,
    operations: [],
    json: false,
  });
});

test.for<[args: string[], want: object]>([
  [["--password-file", "f"], { password: { from: "file", file: "f" } }],
  [["--password-env", "E"], { password: { from: "environment", variable: "E" } }],
  [["--ca", "f", "--server-name", "n"], { caFile: "f", serverName: "n" }],
  [["--fingerprint", "AA"], { fingerprint: "AA" }],
  [["--rest-version", "v1.0", "--rest-version", "v1.1"], { restVersions: ["v1.0", "v1.1"] }],
  [["--allow-changes"], { allowChanges: true }],
  [["--allow-operations"], { operations: ["verify"] }],
  [["--allow-operations=save,activate"], { operations: ["save", "activate"] }],
  [["--request-timeout", "2.5"], { requestTimeoutMs: 2500 }],
  [["--operation-timeout=60"], { operationTimeoutMs: 60_000 }],
  [
    ["--json", "--junit", "j", "--transcript", "t"],
    { json: true, junitFile: "j", transcriptFile: "t" },
  ],
])("%j is read", ([args, want]) => {
  expect(parseCommand([...least, ...args])).toMatchObject(want);
});

test.for<[args: string[], why: string]>([
  [["check"], "Expected the command verify, got check."],
  [["--json"], "Expected the command verify, got none."],
  [["verify"], "Expected the URL"],
  [["verify", "https://192.0.2.1"], "Expected --user NAME."],
  [[...least, "https://192.0.2.2"], "Expected one URL"],
  [[...least, "--password", "geheim"], "Unknown option '--password'."],
  [[...least, "--password=geheim"], "Unknown option '--password'."],
  [[...least, "--password-file", "f", "--password-env", "E"], "exclude one another"],
  [[...least, "--request-timeout", "0"], "Expected seconds above 0 for --request-timeout"],
  [[...least, "--operation-timeout", "soon"], "Expected seconds above 0 for --operation-timeout"],
])("%j is refused, and no password is shown", ([args, why]) => {
  expect(() => parseCommand(args)).toThrow(why);
  expect(() => parseCommand(args)).not.toThrow("geheim");
});

test("no arguments at all, and --help, ask for help", () => {
  expect(parseCommand([])).toEqual({ command: "help" });
  expect(parseCommand(["verify", "--help"])).toEqual({ command: "help" });
});

test("the help fits into 80 columns, and names every option", () => {
  expect(help.split("\n").filter((line) => line.length > 80)).toEqual([]);
  for (const option of ["user", "ca", "junit", "transcript", "json", "allow-operations"]) {
    expect(help).toContain(`--${option}`);
  }
});
