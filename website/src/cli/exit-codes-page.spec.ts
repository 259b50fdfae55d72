import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { workspace } from "../package-folder.ts";
import { exitCodesIn } from "./exit-codes-page.ts";

test("reads the exit codes of the help", () => {
  const help = readFileSync(join(workspace, "packages/cli/HELP.md"), "utf8");
  const codes = exitCodesIn(help);
  expect(codes.map(({ code }) => code)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 130]);
  expect(codes[0]).toEqual({ code: 0, meaning: "succeeded" });
});

test("rejects a help without exit codes", () => {
  expect(() => exitCodesIn("Nothing.\n")).toThrow("has no exit codes");
});
