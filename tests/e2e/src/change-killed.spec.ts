// A process that applies a change is killed at one of its requests: before it reaches the device, or
// before its response arrives. Another process then applies the change. With E2E_FAULTS=all, it is killed
// at each request, otherwise at every fifth.

import type { Change, SavedOperation } from "@asyncstatus/client";
import type { DeviceEvent } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { runKilled } from "./run-killed.ts";
import { createWorld, lockIsFree } from "./world.ts";

const change: Change = {
  elements: [
    { type: "session-agent", attributes: { hostname: "sa1.example", "realm-id": "core" } },
    { type: "session-agent", attributes: { hostname: "core-proxy.example", state: "disabled" } },
    {
      type: "host-route",
      attributes: { "dest-network": "203.0.113.0", netmask: "255.255.255.0" },
      state: "absent",
    },
  ],
};

const all = process.env.E2E_FAULTS === "all";
const step = all ? 1 : 5;

const kinds = (events: readonly DeviceEvent[], kind: "accepted" | "edited") =>
  events.filter((event) => event.kind === kind);

test.for<[string, boolean]>([
  ["before the request arrives", false],
  ["before the response arrives", true],
])(
  "a change is applied once if the process is killed %s",
  { timeout: 120_000 },
  async ([, isHandled]) => {
    const states = new Set<string>();
    for (let at = 1; ; at += step) {
      const events: DeviceEvent[] = [];
      const world = createWorld({ onEvent: (event) => events.push(event) });
      const { device, connect } = world;
      let last: SavedOperation | undefined;
      let requests = 0;
      const isAt = () => {
        requests += 1;
        return requests === at;
      };
      const onSubmitting = (saved: SavedOperation) => {
        last = saved;
      };
      const ended = await runKilled(world, { isAt, isHandled }, (sbc) =>
        sbc.applyChange(change, { onSubmitting }),
      );

      await using sbc = await connect();
      const plan = await sbc.planChange(change);
      const { currentVersion, runningVersion } = plan.versions;
      states.add(
        [
          plan.edits.length > 0 && "to edit",
          plan.edited.length > 0 && "edited",
          currentVersion !== runningVersion && "saved",
          plan.isRunning && "running",
        ]
          .filter(Boolean)
          .join(", "),
      );
      expect(plan.others, `killed at request ${at}`).toEqual([]);
      // The lock of the process that was killed is free when its token has expired.
      const result = await sbc.applyChange(change, {
        waitForLockMs: 11 * 60_000,
        ...(last && { earlier: last }),
      });
      expect(["succeeded", "unchanged"], `killed at request ${at}`).toContain(result.outcome);
      expect(await sbc.planChange(change), `killed at request ${at}`).toMatchObject({
        edits: [],
        edited: [],
        isRunning: true,
      });
      expect(kinds(events, "edited"), `killed at request ${at}`).toHaveLength(3);
      for (const operation of ["save", "activate"]) {
        const accepted = kinds(events, "accepted").filter(
          (event) => "operation" in event && event.operation === operation,
        );
        expect(accepted, `${operation}, killed at request ${at}`).toHaveLength(1);
      }
      expect(lockIsFree(device)).toBe(true);
      if (ended === "ended") break;
    }
    expect(states).toContain("running");
    if (!all) return;
    expect([...states].sort()).toEqual([
      "edited",
      "edited, saved",
      "running",
      "to edit",
      "to edit, edited",
    ]);
  },
);

test("a saved version that lacks the change is not enough", async () => {
  const world = createWorld();
  const { device, connect } = world;
  let last: SavedOperation | undefined;
  const onSubmitting = (saved: SavedOperation) => {
    last = saved;
    if (saved.state.operation === "activate") throw new Error("cut off");
  };
  await using sbc = await connect();
  await sbc.applyChange(change, { onSubmitting });
  // Another user takes an edit back, saves, and makes it again.
  const edit = (state: string) =>
    device.edit({
      change: [{ type: "session-agent", attributes: { hostname: "core-proxy.example", state } }],
    });
  edit("enabled");
  await sbc.commit({ onSubmitting });
  edit("disabled");
  if (!last) throw new Error("expected a request");
  const result = await sbc.applyChange(change, { earlier: last });
  expect(result).toMatchObject({
    outcome: "succeeded",
    steps: [{ operation: "verify" }, { operation: "save" }, { operation: "activate" }],
  });
  expect(await sbc.planChange(change)).toMatchObject({ isRunning: true });
});
