import { readFileSync } from "node:fs";
import { commitOutcomes, requestOutcomes, type StopReason } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { sampleOutcomes } from "../../build/sample-outcomes.ts";
import { stepResult } from "./command-result.ts";

const file = new URL("../../result.schema.json", import.meta.url);
const { $defs } = JSON.parse(readFileSync(file, "utf8"));

/** Commands that submit nothing have further words. */
const ofCommands = ["completed", "error"];

test("the JSON output has the library's words for outcomes, in the library's order", () => {
  expect($defs.outcome.enum).toEqual(requestOutcomes);
  const [ofRequests, ofCommits] = $defs.resultMembers.properties.outcome.anyOf;
  expect(ofRequests).toEqual({ $ref: "#/$defs/outcome" });
  expect([...$defs.outcome.enum, ...ofCommits.enum]).toEqual([...commitOutcomes, ...ofCommands]);
});

test("the JSON output has the library's reasons to stop", () => {
  const reasons: Readonly<Record<StopReason, true>> = {
    "not-confident": true,
    "verify-faults": true,
    contradicted: true,
    "others-edits": true,
    "plan-changed": true,
    "running-changed": true,
    error: true,
  };
  expect($defs.resultMembers.properties.stopReason.enum).toEqual(Object.keys(reasons));
});

test("the samples show each outcome of a request", () => {
  const printed = sampleOutcomes.map((outcome) => stepResult(outcome).outcome);
  expect(new Set(printed)).toEqual(new Set(requestOutcomes));
});
