import { type Change, planChange, readForChange, sendPlan } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { createWorld } from "./world.ts";

const change: Change = {
  elements: [
    { type: "session-agent", attributes: { hostname: "sa1.example", "realm-id": "core" } },
    { type: "system-config", attributes: { location: "attic" } },
    {
      type: "host-route",
      attributes: { "dest-network": "203.0.113.0", netmask: "255.255.255.0" },
      state: "absent",
    },
  ],
};

test.for(["v1.2", "v1.0"] as const)(
  "%s: a plan that is applied leaves nothing to do",
  async (version) => {
    const { connect, device } = createWorld();
    await using sbc = await connect({ version });
    const actions: string[][] = [];
    const apply = () =>
      sbc.commit({
        edit: async (elements) => {
          const plan = planChange(change, await readForChange(elements, change));
          actions.push(plan.map(({ action }) => action));
          await sendPlan(elements, plan);
        },
      });
    expect(await apply()).toMatchObject({ outcome: "committed" });
    expect(await apply()).toMatchObject({ edit: { edits: [] } });
    expect(actions).toEqual([["add", "update", "delete"], []]);
    expect(
      device.findElements({ type: "system-config" }, "running")[0]?.attributes.location,
    ).toEqual(["attic"]);
  },
);

test("adds a singleton, and plans for a type without elements", async () => {
  const { connect, device } = createWorld();
  device.edit({ delete: [{ type: "system-config" }] });
  const wanted = { elements: [{ type: "system-config", attributes: { location: "attic" } }] };
  await using sbc = await connect();
  await sbc.commit({
    edit: async (elements) =>
      sendPlan(elements, planChange(wanted, await readForChange(elements, wanted))),
  });
  expect(device.findElements({ type: "system-config" }, "running")).toHaveLength(1);
});
