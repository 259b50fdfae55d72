import { expect, test } from "vitest";
import type { Scenario } from "./scenario.ts";
import { toSetup } from "./to-setup.ts";

const scenario: Scenario = {
  description: "All that there is.",
  system: { hostName: "a", peerName: "b", healthScorePercent: 90, clockRate: 1.5 },
  durations: { save: "2 s", token: "never" },
  assumptions: { secondRequest: "queued", registrationDelayMs: "2 s", resultKeptMs: "never" },
  initially: {
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
      at: "acli",
      steps: [
        { after: "2 s", once: { what: "taken", operation: "activate" }, do: "save" },
        { do: "backup", of: "running", filename: "a" },
        { do: "restore", from: "saved" },
        { do: "restoreFile", filename: "a" },
        { do: "lock", for: "1 min" },
        { do: "lock" },
        { do: "unlock" },
        { do: "edit", text: "x", fault: "y" },
        { do: "edit" },
        { do: "reboot" },
        { do: "switchover" },
      ],
    },
    {
      name: "nightly",
      at: "rest",
      random: { every: "1 min", weights: { save: 1 }, holdsLock: "5 s" },
    },
  ],
  faults: [
    { fault: "slow", delay: "3 s", on: "getAsyncStatus", after: "1 min" },
    { fault: "status", status: 503, retryAfterSeconds: 1, chance: 0.1 },
    { fault: "reset", on: ["activate"], nth: 2, times: 3, taken: true },
  ],
};

test("a scenario in its words becomes a device's setup in milliseconds", () => {
  expect(toSetup(scenario)).toEqual({
    hostName: "a",
    peerName: "b",
    healthScorePercent: 90,
    clockRate: 1.5,
    durationsMs: { save: 2_000, token: Infinity },
    assumptions: { secondRequest: "queued", registrationDelayMs: 2_000, resultKeptMs: Infinity },
    initially: {
      uptimeMs: 86_400_000,
      running: { text: "one" },
      lastRequest: { operation: "save", status: "inProgress", endsInMs: 5_000 },
      lockedBy: "Ines",
    },
    requests: [
      { on: "save", by: "client", takesMs: 3_000, fails: "No." },
      { takesMs: [1_000, 2_000], chance: 0.5 },
      { on: ["verify"], nth: 2, times: 1 },
    ],
    actors: [
      {
        name: "Maria",
        at: "acli",
        steps: [
          {
            afterMs: 2_000,
            once: { what: "taken", operation: "activate" },
            deed: { kind: "issue", request: { operation: "save" } },
          },
          {
            deed: {
              kind: "issue",
              request: { operation: "backup", backupSource: "running", filename: "a" },
            },
          },
          { deed: { kind: "issue", request: { operation: "restore", restoreSource: "saved" } } },
          {
            deed: {
              kind: "issue",
              request: { operation: "restore", restoreSource: "backupFile", filename: "a" },
            },
          },
          { deed: { kind: "lock", forMs: 60_000 } },
          { deed: { kind: "lock" } },
          { deed: { kind: "unlock" } },
          { deed: { kind: "edit", text: "x", fault: "y" } },
          { deed: { kind: "edit" } },
          { deed: { kind: "reboot" } },
          { deed: { kind: "switchover" } },
        ],
      },
      {
        name: "nightly",
        at: "rest",
        random: { everyMs: 60_000, weights: { save: 1 }, holdsLockMs: 5_000 },
      },
    ],
    faults: [
      { fault: "slow", delayMs: 3_000, on: "getAsyncStatus", afterMs: 60_000 },
      { fault: "status", status: 503, retryAfterSeconds: 1, chance: 0.1 },
      { fault: "reset", on: ["activate"], nth: 2, times: 3, taken: true },
    ],
  });
});

test("a scenario that says nothing leaves all as ever", () => {
  expect(toSetup({ description: "x" })).toEqual({
    durationsMs: {},
    assumptions: {},
    initially: {},
    requests: [],
    actors: [],
    faults: [],
  });
});
