import { expect, test } from "vitest";
import { OptionError } from "../errors/option-error.ts";
import { executeRequests, virtualSbc } from "../testing/virtual-sbc.ts";

/** Serializes an activate that is still running on the device after its wait timed out. */
async function savedAfterTimeout(takesMs: number) {
  const { sbc, device, clock } = await virtualSbc();
  device.versions = { currentVersion: 6, runningVersion: 5 };
  device.operationState = { operation: "save", status: "success" };
  executeRequests(device, clock, { takesMs });
  await sbc.lock();
  const activation = await sbc.activate();
  expect(await activation.wait({ timeoutMs: 5_000 })).toMatchObject({ outcome: "timed-out" });
  const json = JSON.stringify(activation);
  await sbc.close();
  return { json, device, clock };
}

test("resumes the wait in another process, with the outcome from the versions", async () => {
  const { json, device, clock } = await savedAfterTimeout(60_000);
  const { sbc } = await virtualSbc({ transport: device, clock });
  const activation = sbc.attach(JSON.parse(json));
  const outcome = await activation.wait();
  expect(outcome).toMatchObject({
    outcome: "succeeded",
    operation: "activate",
    confidence: "documented",
  });
  expect(outcome.elapsedMs).toBeGreaterThanOrEqual(60_000);
});

test("serializes no secret", async () => {
  const { json } = await savedAfterTimeout(60_000);
  expect(json).not.toMatch(/secret-canary-in-the-mine|token-|Basic|Bearer/);
});

test("keeps the readings of the first process", async () => {
  const { json, device, clock } = await savedAfterTimeout(60_000);
  const { sbc } = await virtualSbc({ transport: device, clock });
  const { evidence } = await sbc.attach(JSON.parse(json)).wait();
  expect(evidence.baseline.operationState).toEqual({ operation: "save", status: "success" });
  expect(evidence.readings[0]).toMatchObject({
    attribution: "ours",
    operationState: { status: "inProgress" },
  });
});

test("refuses an operation that belongs to another device", async () => {
  const { json } = await savedAfterTimeout(60_000);
  const { sbc } = await virtualSbc({ host: "192.0.2.9" });
  expect(() => sbc.attach(JSON.parse(json))).toThrow(OptionError);
  expect(() => sbc.attach(JSON.parse(json))).toThrow(
    "Option saved: is about https://192.0.2.1/rest/v1.2/admin/asyncstatus, this session about https://192.0.2.9/",
  );
});

test.for([
  ["nothing", undefined],
  ["null", null],
  ["text", "{}"],
  ["another format", { format: 2 }],
  [
    "no state",
    {
      format: 1,
      statusUrl: "https://192.0.2.1/rest/v1.2/admin/asyncstatus",
      submittedAt: "2026-01-01T00:00:00Z",
    },
  ],
] as const)("refuses %s", async ([, saved]) => {
  const { sbc } = await virtualSbc();
  expect(() => sbc.attach(saved)).toThrow("format 1");
});

test.for([
  ["format", 2],
  ["statusUrl", 1],
  ["submittedAt", 5],
] as const)("refuses a record with a wrong %s", async ([property, value]) => {
  const { json } = await savedAfterTimeout(60_000);
  const { sbc } = await virtualSbc();
  expect(() => sbc.attach({ ...JSON.parse(json), [property]: value })).toThrow(
    "Option saved: is not an operation of format 1",
  );
});

test.for([
  ["submission", "unknown"],
  ["lock", "lost"],
  ["epoch", "new"],
] as const)("accepts a state with the %s %s", async ([property, value]) => {
  const { json } = await savedAfterTimeout(60_000);
  const saved = JSON.parse(json);
  saved.state[property] = value;
  const { sbc } = await virtualSbc();
  expect(sbc.attach(saved).toJSON()).toMatchObject({ format: 1 });
});

test("reports no links after a resume, and each renewal once", async () => {
  const { json, device, clock } = await savedAfterTimeout(20 * 60_000);
  const { sbc } = await virtualSbc({ transport: device, clock });
  const activation = sbc.attach(JSON.parse(json));
  const told: string[] = [];
  for (const timeoutMs of [1_000, 9 * 60_000]) {
    for await (const { type } of activation.events({ timeoutMs })) told.push(type);
  }
  expect(told.filter((type) => type !== "progress")).toEqual(["ended", "token-renewed", "ended"]);
});

test.for([
  ["operation", "purge"],
  ["submission", "perhaps"],
  ["baseline", null],
  ["registrationMs", "10"],
  ["lock", "none"],
  ["epoch", 1],
  ["readings", {}],
  ["readings", [{ elapsedMs: 1, attribution: "mine", reason: "unchanged" }]],
  ["readings", [{ elapsedMs: 1, attribution: "ours", reason: "trust me" }]],
  ["readings", Array(10_001).fill({ elapsedMs: 1, attribution: "stale", reason: "unchanged" })],
  ["baseline", []],
  ["baseline", { versions: { currentVersion: "6", runningVersion: 5 } }],
  ["baseline", { operationState: { operation: "save", status: "done" } }],
  ["baseline", { system: { uptimeSeconds: -1 } }],
  ["registrationMs", -1],
  ["seen", "yes"],
  ["foreignSeen", 1],
  ["emptied", undefined],
] as const)("refuses a state with a wrong %s", async ([property, value]) => {
  const { json } = await savedAfterTimeout(60_000);
  const saved = JSON.parse(json);
  saved.state[property] = value;
  const { sbc } = await virtualSbc();
  expect(() => sbc.attach(saved)).toThrow("format 1");
});

test("refuses an invalid submission date", async () => {
  const { json } = await savedAfterTimeout(60_000);
  const { sbc } = await virtualSbc();
  expect(() => sbc.attach({ ...JSON.parse(json), submittedAt: "yesterday" })).toThrow("format 1");
});

test("treats a submission in the future as a submission now", async () => {
  const { json, device, clock } = await savedAfterTimeout(60_000);
  const { sbc } = await virtualSbc({ transport: device, clock });
  const saved = { ...JSON.parse(json), submittedAt: "2099-01-01T00:00:00Z" };
  expect((await sbc.attach(saved).wait()).elapsedMs).toBeLessThan(60_000);
});

test.for([
  { kind: "ended", operationState: { operation: "activate", status: "success" } },
  { kind: "ended", operationState: { operation: "activate", status: "fail" } },
  { kind: "superseded", by: { operation: "save", status: "success" } },
  { kind: "lost", reason: "restarted" },
] as const)("doesn't believe a saved verdict that the device contradicts: %j", async (verdict) => {
  const { json, device, clock } = await savedAfterTimeout(60_000);
  const saved = JSON.parse(json);
  saved.state.verdict = { reason: "changed-under-lock", ...verdict };
  saved.state.seen = true;
  const { sbc } = await virtualSbc({ transport: device, clock });
  const activation = sbc.attach(saved);
  // The request is still running on the device.
  expect(await activation.wait({ timeoutMs: 10_000 })).toMatchObject({ outcome: "timed-out" });
});
