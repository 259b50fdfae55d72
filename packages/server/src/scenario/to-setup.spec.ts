import { expect, test } from "vitest";
import type { Scenario } from "./scenario.ts";
import { toSetup } from "./to-setup.ts";

const scenario: Scenario = {
  description: "All that there is.",
  system: { hostName: "a", peerName: "b", healthScorePercent: 90, clockRate: 1.5 },
  durations: { save: "2 s", token: "never" },
  assumptions: { secondRequest: "queued", registrationDelay: "2 s", resultKept: "never" },
  initialState: {
    uptime: "1 d",
    running: { text: "one" },
    lastRequest: { operation: "save", status: "inProgress", endsIn: "5 s" },
    lockedBy: "Ines",
  },
  requests: [
    { on: "save", by: "client", takes: "3 s", fails: "No." },
    { takes: ["1 s", "2 s"], chance: 0.5 },
    { on: ["verify"], nth: 2, times: 1 },
  ],
  actors: [
    {
      name: "Maria",
      via: "acli",
      steps: [
        { when: { event: "accepted", operation: "activate" }, after: "2 s", action: "save" },
        { action: "backup", backupSource: "running", filename: "a" },
        { action: "restore", restoreSource: "saved" },
        { action: "restoreFile", filename: "a" },
        { action: "lock", for: "1 min" },
        { action: "lock" },
        { action: "unlock" },
        { action: "edit", text: "x", fault: "y" },
        { action: "edit" },
        { action: "reboot" },
        { action: "switchover" },
      ],
    },
    {
      name: "nightly",
      via: "rest",
      random: { every: "1 min", weights: { save: 1 }, lockFor: "5 s" },
    },
  ],
  faults: [
    { fault: "slow", delay: "3 s", on: "getAsyncStatus", after: "1 min" },
    { fault: "status", status: 503, retryAfterSeconds: 1, chance: 0.1 },
    { fault: "reset", on: ["activate"], nth: 2, times: 3, accepted: true },
  ],
};

test("a scenario in its words becomes a device's setup in milliseconds", () => {
  expect(toSetup(scenario)).toEqual({
    hostName: "a",
    peerName: "b",
    healthScorePercent: 90,
    clockRate: 1.5,
    durations: { save: 2_000, token: Infinity },
    assumptions: { secondRequest: "queued", registrationDelay: 2_000, resultKept: Infinity },
    initialState: {
      uptime: 86_400_000,
      running: { text: "one" },
      lastRequest: { operation: "save", status: "inProgress", endsIn: 5_000 },
      lockedBy: "Ines",
    },
    requests: [
      { on: "save", by: "client", takes: 3_000, fails: "No." },
      { takes: [1_000, 2_000], chance: 0.5 },
      { on: ["verify"], nth: 2, times: 1 },
    ],
    actors: [
      {
        name: "Maria",
        via: "acli",
        steps: [
          {
            after: 2_000,
            when: { event: "accepted", operation: "activate" },
            action: { kind: "issue", request: { operation: "save" } },
          },
          {
            action: {
              kind: "issue",
              request: { operation: "backup", backupSource: "running", filename: "a" },
            },
          },
          { action: { kind: "issue", request: { operation: "restore", restoreSource: "saved" } } },
          {
            action: {
              kind: "issue",
              request: { operation: "restore", restoreSource: "backupFile", filename: "a" },
            },
          },
          { action: { kind: "lock", forMs: 60_000 } },
          { action: { kind: "lock" } },
          { action: { kind: "unlock" } },
          { action: { kind: "edit", text: "x", fault: "y" } },
          { action: { kind: "edit" } },
          { action: { kind: "reboot" } },
          { action: { kind: "switchover" } },
        ],
      },
      {
        name: "nightly",
        via: "rest",
        random: { every: 60_000, weights: { save: 1 }, lockFor: 5_000 },
      },
    ],
    faults: [
      { fault: "slow", delay: 3_000, on: "getAsyncStatus", after: 60_000 },
      { fault: "status", status: 503, retryAfterSeconds: 1, chance: 0.1 },
      { fault: "reset", on: ["activate"], nth: 2, times: 3, accepted: true },
    ],
  });
});

test("a scenario that says nothing leaves all as ever", () => {
  expect(toSetup({ description: "x" })).toEqual({
    durations: {},
    assumptions: {},
    initialState: {},
    requests: [],
    actors: [],
    faults: [],
  });
});
