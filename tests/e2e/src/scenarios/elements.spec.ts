import { DeviceError, ElementError } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { enterScenario } from "../world.ts";

const agent = {
  type: "session-agent",
  attributes: { hostname: "sa1.example", "realm-id": "core" },
};

test("edit-conflict: an element that a GUI user has added cannot be added again", async () => {
  const { connect, lockIsFree } = await enterScenario("edit-conflict");
  {
    await using sbc = await connect();
    await using _lock = await sbc.lock();
    const error = await sbc.elements.add(agent).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ElementError);
    expect(error).toMatchObject({ code: "conflict", status: 409 });
    const found = await sbc.elements.get("session-agent", { hostname: "sa1.example" });
    expect(found?.attributes["realm-id"]).toEqual(["access"]);
  }
  expect(lockIsFree()).toBe(true);
});

test("unsaved-edit: a commit puts the unsaved edit of another user into effect", async () => {
  const { connect } = await enterScenario("unsaved-edit");
  await using sbc = await connect();
  const stateOf = async (running: boolean) =>
    (await sbc.elements.get("session-agent", { hostname: "core-proxy.example" }, { running }))
      ?.attributes.state;
  expect([await stateOf(false), await stateOf(true)]).toEqual([["disabled"], ["enabled"]]);
  await sbc.commit();
  expect(await stateOf(true)).toEqual(["disabled"]);
});

test("field-timing: an activate that is over before the first poll is proven", async () => {
  const { connect } = await enterScenario("field-timing");
  await using sbc = await connect();
  const { steps } = await sbc.commit();
  expect(steps.at(-1)).toMatchObject({
    operation: "activate",
    outcome: "succeeded",
    confidence: "proven",
  });
});

test("standby: edits and saves are refused, and reading works", async () => {
  const { connect } = await enterScenario("standby");
  await using sbc = await connect();
  expect((await sbc.systemStatus()).role).toBe("standby");
  expect(await sbc.elements.get("session-agent", { hostname: "core-proxy.example" })).toBeDefined();
  await using _lock = await sbc.lock();
  const refusal = /standby of a high-availability pair/;
  await expect(sbc.elements.add(agent)).rejects.toThrow(refusal);
  await expect(sbc.save()).rejects.toThrow(DeviceError);
  await expect(sbc.activate()).rejects.toThrow(refusal);
});

// In memory, no certificate is presented: see certificate.tls.spec.ts.
test("cert-replaced: a commit puts the renewed certificate record into effect", async () => {
  const { connect, device } = await enterScenario("cert-replaced");
  await using sbc = await connect();
  expect(await sbc.commit()).toMatchObject({ outcome: "succeeded" });
  const [record] = device.findElements({ type: "certificate-record" }, "running");
  expect(record?.attributes["common-name"]).toEqual(["renewed.sbc.example"]);
});
