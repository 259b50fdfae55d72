import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sampleOutcomes } from "../../build/sample-outcomes.ts";
import { stepResult } from "./command-result.ts";
import { outcomeKinds } from "./outcome-kinds.ts";

// The compiler checks that these are the words of the library.
const words = Object.keys(outcomeKinds).sort();

test("the JSON output has the library's words for outcomes, and no others", () => {
  const file = new URL("../../result.schema.json", import.meta.url);
  const { $defs } = JSON.parse(readFileSync(file, "utf8"));
  expect([...$defs.outcome.enum].sort()).toEqual(words);
  const printed = sampleOutcomes.map((outcome) => stepResult(outcome).outcome);
  expect([...new Set(printed)].sort()).toEqual(words);
});
