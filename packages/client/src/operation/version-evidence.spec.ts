import type { OperationName, OperationState } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { versionEvidence } from "./version-evidence.ts";
import { initialState } from "./wait-state.ts";

const versions = (currentVersion: number, runningVersion: number) => ({
  currentVersion,
  runningVersion,
});

function stateOf(operation: OperationName, before?: ReturnType<typeof versions>) {
  return initialState({
    operation,
    submission: "accepted",
    baseline: before ? { versions: before } : {},
    registrationMs: 0,
  });
}

test.for([
  ["activate", versions(6, 5), versions(6, 6), "confirms"],
  ["activate", versions(6, 5), versions(6, 5), "denies"],
  ["activate", versions(6, 5), versions(7, 7), "inconclusive"],
  ["activate", versions(6, 6), versions(6, 6), "inconclusive"],
  ["save", versions(6, 5), versions(7, 5), "confirms"],
  ["save", versions(6, 5), versions(6, 5), "inconclusive"],
  ["save", versions(6, 5), versions(8, 5), "inconclusive"],
  ["verify", versions(6, 5), versions(7, 7), "inconclusive"],
  ["backup", versions(6, 5), versions(7, 7), "inconclusive"],
  ["restore", versions(6, 5), versions(7, 7), "inconclusive"],
] as const)("%s with versions from %j to %j: %s", ([operation, before, after, effect]) => {
  expect(versionEvidence(stateOf(operation, before), after, true)).toBe(effect);
});

test("is inconclusive without versions before or after", () => {
  expect(versionEvidence(stateOf("activate"), versions(6, 6), true)).toBe("inconclusive");
  expect(versionEvidence(stateOf("activate", versions(6, 5)), undefined, true)).toBe(
    "inconclusive",
  );
});

test.for([
  ["activate", versions(6, 6), "confirms"],
  ["save", versions(7, 5), "inconclusive"],
] as const)("if others may have submitted requests, %s to %j: %s", ([operation, after, effect]) => {
  expect(versionEvidence(stateOf(operation, versions(6, 5)), after, false)).toBe(effect);
});

test("is inconclusive if the saved version may come from a request that had not ended at the baseline", () => {
  const savedOnce = (operationState: OperationState) => {
    const state = stateOf("save");
    const baseline = { versions: versions(6, 5), operationState };
    return versionEvidence({ ...state, baseline }, versions(7, 5), true);
  };
  expect(savedOnce({ operation: "verify", status: "success" })).toBe("confirms");
  expect(savedOnce({ operation: "save", status: "fail" })).toBe("confirms");
  expect(savedOnce({ operation: "save", status: "unknown", raw: { status: "paused" } })).toBe(
    "inconclusive",
  );
});
