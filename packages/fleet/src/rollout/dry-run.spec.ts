import { expect, test } from "vitest";
import type { Plan } from "../plan/plan.ts";
import { planUnits } from "../plan/plan-units.ts";
import { applyPlan, hasChange, onePlan, virtualFleet } from "../testing/virtual-fleet.ts";
import { dryRun } from "./dry-run.ts";

const blank = { initialState: {} };
const bad = { requests: [{ on: "verify", fails: "No realm." }] } as const;

async function run(plan: Plan, devices: Parameters<typeof virtualFleet>[0]) {
  const fleet = await virtualFleet(devices);
  const units = planUnits(
    plan,
    Object.keys(devices).map((host) => ({ host })),
  );
  const results = await dryRun({ plan, units, connect: fleet.connect, clock: fleet.clock });
  const sent = Object.keys(devices).flatMap((host) => fleet.accepted(host));
  return { fleet, results, sent };
}

test("verifies a change file everywhere, saves nothing, and puts the edits back", async () => {
  const plan = applyPlan("limits: { total: 2 }\n");
  const { fleet, results, sent } = await run(plan, { a: blank, b: { ...blank, ...bad }, c: blank });
  expect(results).toMatchObject([
    { unit: "a", state: "succeeded", edits: [{ action: "update" }, { action: "add" }] },
    { unit: "b", state: "failed", summary: expect.stringContaining("No realm.") },
    { unit: "c", state: "succeeded", host: "c" },
  ]);
  expect(sent).not.toContain("save");
  for (const host of ["a", "b", "c"]) expect(hasChange(fleet.device(host), "editing")).toBe(false);
});

test("doesn't wait long for a device that doesn't respond", async () => {
  const unreachable = { faults: [{ fault: "reset", times: 1_000 }] } as const;
  const { fleet, results } = await run(onePlan(), { a: unreachable });
  expect(results).toMatchObject([{ unit: "a", state: "needs-person" }]);
  expect(fleet.clock.now()).toBeLessThan(60_000);
});

test("compares and verifies a commit everywhere, and saves nothing", async () => {
  const add = [{ type: "session-agent", attributes: { hostname: "sa1", "realm-id": "core" } }];
  const edited = { initialState: { edited: { add } } };
  const locked = { initialState: { role: "standby" }, peerName: "d" } as const;
  const { results, sent } = await run(onePlan(), { a: edited, b: blank, c: locked });
  expect(results).toMatchObject([
    { state: "succeeded", edits: [{ action: "add", element: { type: "session-agent" } }] },
    { state: "unchanged", summary: "nothing to change" },
    { state: "needs-person", summary: "c is standby: only the active system takes changes" },
  ]);
  expect(sent).toEqual(["verify"]);
});
