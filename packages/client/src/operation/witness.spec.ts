import type { OperationName } from "@asyncstatus/model";
import { expect, test } from "vitest";
import type { WaitState } from "./wait-state.ts";
import { isNewEpoch, tookEffect } from "./witness.ts";

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
    sightings: [],
  };
}

test.for([
  ["activate", versions(6, 5), versions(6, 6), "yes"],
  ["activate", versions(6, 5), versions(6, 5), "no"],
  ["activate", versions(6, 5), versions(7, 7), "unknown"],
  ["activate", versions(6, 6), versions(6, 6), "unknown"],
  ["save", versions(6, 5), versions(7, 5), "yes"],
  ["save", versions(6, 5), versions(6, 5), "unknown"],
  ["save", versions(6, 5), versions(8, 5), "unknown"],
  ["verify", versions(6, 5), versions(7, 7), "unknown"],
  ["backup", versions(6, 5), versions(7, 7), "unknown"],
  ["restore", versions(6, 5), versions(7, 7), "unknown"],
] as const)(
  "%s with versions from %j to %j took effect: %s",
  ([operation, before, after, effect]) => {
    expect(tookEffect(stateOf(operation, before), after)).toBe(effect);
  },
);

test("without versions before or after, nothing can be said", () => {
  expect(tookEffect(stateOf("activate"), versions(6, 6))).toBe("unknown");
  expect(tookEffect(stateOf("activate", versions(6, 5)), undefined)).toBe("unknown");
});

const system = { hostName: "a", role: "active", uptimeSeconds: 1_000 };

test.for([
  ["the same system later", { ...system, uptimeSeconds: 1_060 }, false],
  ["an answer that took a while", { ...system, uptimeSeconds: 1_055 }, false],
  ["a restart", { ...system, uptimeSeconds: 3 }, true],
  [
    "a restart long ago, when the uptime has grown beyond the baseline",
    { ...system, uptimeSeconds: 1_020 },
    true,
  ],
  ["another host name", { ...system, hostName: "b", uptimeSeconds: 1_060 }, true],
  ["another role", { ...system, role: "standby", uptimeSeconds: 1_060 }, true],
  ["a system that does not tell its uptime", { hostName: "a", role: "active" }, false],
] as const)("%s is a new epoch: %s", ([, now, isNew]) => {
  expect(isNewEpoch({ system }, now, 60_000)).toBe(isNew);
});

test("without a baseline of the system, no epoch can be told", () => {
  expect(isNewEpoch({}, system, 0)).toBe(false);
});
