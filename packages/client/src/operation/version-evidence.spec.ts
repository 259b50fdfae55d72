import type { OperationName, OperationState } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { compareSystems, versionEvidence } from "./version-evidence.ts";
import type { WaitState } from "./wait-state.ts";

const versions = (currentVersion: number, runningVersion: number) => ({
  currentVersion,
  runningVersion,
});

function stateOf(operation: OperationName, before?: ReturnType<typeof versions>): WaitState {
  return {
    operation,
    submission: "accepted",
    baseline: before ? { versions: before } : {},
    registrationMs: 0,
    lock: "held",
    epoch: "same",
    seen: false,
    foreignSeen: false,
    emptied: false,
    readings: [],
  };
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

test("without versions before or after, nothing can be said", () => {
  expect(versionEvidence(stateOf("activate"), versions(6, 6), true)).toBe("inconclusive");
  expect(versionEvidence(stateOf("activate", versions(6, 5)), undefined, true)).toBe(
    "inconclusive",
  );
});

test.for([
  ["activate", versions(6, 6), "confirms"],
  ["save", versions(7, 5), "inconclusive"],
] as const)(
  "where others may have issued requests, what the versions say of %s is the same only if it is what runs",
  ([operation, after, effect]) => {
    expect(versionEvidence(stateOf(operation, versions(6, 5)), after, false)).toBe(effect);
  },
);

test("a saved version may come from the request that had not ended at the baseline", () => {
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

const system = { hostName: "a", role: "active", uptimeSeconds: 1_000 };

test.for([
  ["the same system later", system, { ...system, uptimeSeconds: 1_060 }, "same"],
  ["an answer that took a while", system, { ...system, uptimeSeconds: 1_055 }, "same"],
  ["a restart", system, { ...system, uptimeSeconds: 3 }, "restarted"],
  [
    "a restart long ago, with an uptime beyond the baseline's",
    system,
    { ...system, uptimeSeconds: 1_020 },
    "restarted",
  ],
  [
    "another host name",
    system,
    { ...system, hostName: "b", uptimeSeconds: 1_060 },
    "switched-over",
  ],
  ["another role", system, { ...system, role: "standby", uptimeSeconds: 1_060 }, "switched-over"],
  ["a system that does not tell its uptime", system, { hostName: "a", role: "active" }, "unknown"],
  [
    "a system that did not tell its uptime before",
    { hostName: "a", role: "active" },
    system,
    "unknown",
  ],
  ["a system without a name", { uptimeSeconds: 1_000 }, { uptimeSeconds: 1_060 }, "unknown"],
  [
    "a younger system without a name",
    { uptimeSeconds: 1_000 },
    { uptimeSeconds: 3 },
    "switched-over",
  ],
  ["no word of the system before", undefined, system, "unknown"],
  ["no word of the system now", system, undefined, "unknown"],
] as const)("%s is known as such", ([, before, now, continuity]) => {
  expect(compareSystems(before, now, 60_000)).toBe(continuity);
});

test("an uptime may be five seconds behind, and no more", () => {
  const after = (uptimeSeconds: number) =>
    compareSystems(system, { ...system, uptimeSeconds }, 100_000);
  expect(after(1_094)).toBe("same");
  expect(after(1_093)).toBe("restarted");
});
