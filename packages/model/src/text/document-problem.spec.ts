import { expect, test } from "vitest";
import { describePath, describeProblem } from "./document-problem.ts";

test("describes a problem in one line, also of a file with a line break in its name", () => {
  const problem = { line: 3, column: 1, path: "faults[0].nth", message: "Missing" };
  expect(describeProblem("a\nError: b.yaml", problem)).toBe(
    "a\\u000aError: b.yaml:3:1: faults[0].nth: Missing",
  );
});

test.each([
  { path: ["faults", 0, "nth"], text: "faults[0].nth" },
  { path: ["limits", "a password: s3cret", "x"], text: "limits" },
  { path: ["x".repeat(41)], text: "" },
])("describes the path $path as $text", ({ path, text }) => {
  expect(describePath(path)).toBe(text);
});
