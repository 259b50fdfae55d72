import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exitCodes } from "../src/run/exit-codes.ts";
import { createWorld } from "../src/testing/world.ts";
import { allHelp, helpPage } from "./all-help.ts";
import { trustPage } from "./trust-page.ts";

test("help fits 80 columns", () => {
  const wide = allHelp().flatMap(({ text }) => text.split("\n").filter((line) => line.length > 80));
  expect(wide).toEqual([]);
});

test("the help of every command begins with its usage", () => {
  for (const { command, text } of allHelp().slice(1)) {
    expect(text.split("\n")[0]).toMatch(new RegExp(`^Usage: ${command}\\b`));
  }
});

test("the program's help has every exit code", () => {
  const [root] = allHelp();
  for (const { code, meaning } of Object.values(exitCodes)) {
    expect(root?.text).toContain(`  ${String(code).padEnd(5)}${meaning}`);
  }
});

test("the README has every exit code", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const { code, meaning } of Object.values(exitCodes)) {
    expect(readme).toContain(`| ${code} | ${meaning} |`);
  }
});

test.each([[[]], [["--help"]], [["-h"]], [["help"]]])(
  "%j shows the program's help",
  async (argv) => {
    const world = await createWorld();
    const { code, stdout } = await world.run(...argv);
    expect(stdout).toBe(allHelp()[0]?.text);
    expect(code).toBe(0);
  },
);

test.each([
  ["HELP.md", helpPage],
  ["TRUST.md", trustPage],
])("%s is up to date (write it with `pnpm --filter asyncstatus run help`)", (name, page) => {
  const file = new URL(`../${name}`, import.meta.url);
  expect(readFileSync(file, "utf8")).toBe(page());
});
