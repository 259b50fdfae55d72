import { expect, test } from "vitest";
import { describeYamlProblem } from "./describe-yaml-problem.ts";

test.each([
  { code: "BAD_INDENT", want: "wrong indentation" },
  { code: "TAB_AS_INDENT", want: "indented with a tab; use spaces" },
  { code: "A_CODE_OF_A_NEWER_VERSION", want: "syntax error" },
])("describes $code in words", ({ code, want }) => {
  expect(describeYamlProblem(code)).toBe(want);
});
