import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../package-folder.ts";
import { readGuide } from "./guide.ts";

const guide = readGuide("habits");
const help = readFileSync(join(workspace, "packages/cli/HELP.md"), "utf8");
const commands = [...guide.text.matchAll(/`(asyncstatus [^`]+)`/g)].map(
  ([, command = ""]) => command,
);

/** Returns the help of a command; of `config show` before that of `config`. */
function helpOf(words: readonly string[]): string | undefined {
  const names = [words.slice(0, 3), words.slice(0, 2)].map((name) => name.join(" "));
  const found = names
    .map((name) => help.split(`\n## ${name}\n`)[1])
    .find((text) => text !== undefined);
  return found?.split("\n## ")[0];
}

test.each([...new Set(commands)])("%s is a command with these options", (command) => {
  const words = command.split(" ");
  const text = helpOf(words);
  expect(text).toBeDefined();
  for (const option of words.filter((word) => word.startsWith("-"))) {
    expect(text).toMatch(new RegExp(`^ .*${option}( |$)`, "m"));
  }
});

test.each(["gh", "kubectl", "terraform"])("the habits of %s say what differs, and why", (tool) => {
  const rows = guide.rows(tool);
  expect(rows.length).toBeGreaterThan(6);
  expect(new Set(rows.map(([, , same]) => same))).toEqual(new Set(["yes", "no"]));
  for (const [habit = "", , same, why] of rows) {
    expect(habit).toMatch(/`|Ctrl/);
    if (same === "no") expect(why).not.toBe("");
  }
});

test("the exit codes are those of the program", () => {
  expect(help).toMatch(/^ +1 +failed/m);
  expect(help).toMatch(/^ +2 +invalid/m);
  expect(help).toMatch(/^ +5 +still running at the deadline/m);
  expect(help).toMatch(/^ +8 +with --detailed-exit-code/m);
});
