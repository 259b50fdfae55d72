// Started by `rollout-ansible`: serves devices with faults, and tells which of them run the new configuration.

import { setTimeout } from "node:timers/promises";
import { type Share, startFleet } from "@asyncstatus/server";
import { receiveArgument, serve } from "./other-process.ts";
import type { FaultyFleet, Truths } from "./rollout-ansible.ts";
import { patientLimits } from "./start-devices.ts";

const text = "new realm";
const percent = 2;
const reason = "Realm new has no interface.";
const activated = { event: "accepted", operation: "activate", by: "client" } as const;
const replaces = { secondRequest: "replaces" } as const;
const saveDuringActivate = [
  { name: "Maria", via: "acli", steps: [{ when: activated, after: "500 ms", action: "save" }] },
] as const;
const rebootDuringActivate = [
  { name: "Maria", via: "acli", steps: [{ when: activated, after: "1 s", action: "reboot" }] },
] as const;

/** The faults by name. Each is on one device of 50. */
const faults: Readonly<Record<string, Omit<Share, "percent">>> = {
  "the verify fails": { initialState: { edited: { text, fault: reason } } },
  "the verify fails, and the status shows an earlier one": {
    assumptions: { registrationDelay: "2 s" },
    initialState: {
      edited: { text, fault: reason },
      lastRequest: { operation: "verify", status: "success", by: "Maria" },
    },
  },
  "the save fails": { requests: [{ on: "save", fails: "The disk is full." }] },
  "the activate fails": { requests: [{ on: "activate", fails: reason }] },
  "the activate fails, and the status shows a save of another user": {
    assumptions: replaces,
    requests: [{ on: "activate", by: "client", takes: "10 s", fails: reason }],
    actors: saveDuringActivate,
  },
  "the activate succeeds, and the status shows a save of another user": {
    assumptions: replaces,
    actors: saveDuringActivate,
  },
  "the activate fails, and another user activates another change": {
    assumptions: replaces,
    requests: [{ on: "activate", by: "client", takes: "10 s", fails: reason }],
    actors: [
      {
        name: "Maria",
        via: "acli",
        steps: [
          { when: activated, after: "500 ms", action: "edit", text: "other realm" },
          { when: activated, after: "600 ms", action: "save" },
          { when: activated, after: "2 s", action: "activate" },
        ],
      },
    ],
  },
  "the activate succeeds, and that of another user, who ignores the lock, fails": {
    assumptions: replaces,
    requests: [{ on: "activate", by: "others", takes: "1 s", fails: "Not now." }],
    actors: [
      {
        name: "Maria",
        via: "acli",
        steps: [{ when: activated, after: "500 ms", action: "activate" }],
      },
    ],
  },
  "the device reboots and runs the old configuration": {
    durations: { activate: "10 s" },
    actors: rebootDuringActivate,
  },
  "the device reboots and runs the new configuration": {
    durations: { activate: "10 s" },
    assumptions: { configurationAfterReboot: "saved" },
    actors: rebootDuringActivate,
  },
  "the device accepts the activate, and its response is lost": {
    faults: [{ fault: "reset", on: "activate", accepted: true }],
  },
  "the activate is lost": { faults: [{ fault: "reset", on: "activate" }] },
  "half of the polls fail": {
    faults: [
      { fault: "reset", on: "getAsyncStatus", chance: 0.25 },
      { fault: "status", status: 503, on: "getAsyncStatus", chance: 0.25 },
    ],
  },
};

const names = Object.keys(faults);
/** Longer than any request. */
const settleMs = 15_000;

const fleet = await startFleet({
  ...patientLimits,
  devices: await receiveArgument<number>(),
  seed: 1,
  scenario: {
    description: "Devices with faults.",
    durations: { rebootDelay: "2 s", boot: "10 s" },
    initialState: { uptime: "30 d", edited: { text } },
    shares: Object.values(faults).map((fault) => ({ percent, ...fault })),
  },
});

serve(
  {
    user: fleet.user,
    password: fleet.password,
    certificatePem: fleet.certificatePem,
    hosts: fleet.devices.map(({ url }) => new URL(url).host),
  } satisfies FaultyFleet,
  async (): Promise<Truths> => {
    await setTimeout(settleMs);
    return fleet.devices.map(({ device, share }) => {
      // Catches up with the clock.
      device.isUp();
      const fault = names[Number(share?.match(/\d+/)?.[0])];
      return { runs: device.configurations().running.text === text, ...(fault && { fault }) };
    });
  },
);
