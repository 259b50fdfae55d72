import { systemClock, VirtualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { createInMemoryDevice, type InMemoryDevice } from "./create-in-memory-device.ts";

async function logIn({ fetch, url, user, password }: InMemoryDevice): Promise<string> {
  const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` };
  const response = await fetch(`${url}/rest/v1.2/auth/token`, { method: "POST", headers });
  return /<accessToken>(.*)<\/accessToken>/.exec(await response.text())?.[1] ?? "";
}

test("serves requests by its fetch and advances its clock", async () => {
  const device = await createInMemoryDevice();
  const authorization = `Bearer ${await logIn(device)}`;
  const poll = async () => {
    const url = `${device.url}/rest/v1.2/admin/asyncstatus`;
    return (await device.fetch(url, { headers: { authorization } })).text();
  };
  device.device.issue("save", { by: "ACLI" });
  expect(await poll()).toContain("<status>inProgress</status>");
  device.advance(1_000);
  expect(await poll()).toContain("<status>success</status>");
});

test("options take precedence over the scenario", async () => {
  const { device } = await createInMemoryDevice({
    scenario: {
      description: "x",
      hostName: "a",
      peerName: "b",
      durations: { save: "10 s", verify: "20 s" },
      assumptions: { secondRequest: "replaces", lockAgain: "refused" },
      requests: [{ fails: "No." }],
    },
    hostName: "c",
    durations: { save: 5 },
    assumptions: { secondRequest: "queued" },
    requests: [{ on: "save", takes: 5 }],
  });
  expect(device.setup).toMatchObject({
    hostName: "c",
    peerName: "b",
    durations: { save: 5, verify: "20 s", activate: "3 s" },
    assumptions: { secondRequest: "queued", lockAgain: "refused" },
    requests: [{ on: "save", takes: 5 }, { fails: "No." }],
  });
});

test("a seed repeats a run", async () => {
  const hour = async (seed?: number) => {
    const scenario = "crowded";
    const made = await createInMemoryDevice({ scenario, ...(seed !== undefined && { seed }) });
    made.advance(3_600_000);
    const { device } = made;
    return { seed: made.seed, end: [device.configurations(), device.asyncStatus()] };
  };
  const first = await hour();
  expect(await hour(first.seed)).toEqual(first);
  expect((await hour()).seed).not.toBe(first.seed);
});

test.each([-1, 0.5, 2 ** 32, Number.NaN])("refuses the seed %d", async (seed) => {
  await expect(createInMemoryDevice({ seed })).rejects.toThrow(RangeError);
});

test("useScenario restarts with the same options", async () => {
  const made = await createInMemoryDevice({
    scenario: "verify-refuses",
    hostName: "mine",
    seed: 7,
  });
  const token = await logIn(made);
  expect(made.device.configurations().editing.fault).toBeDefined();
  await made.useScenario("lock-held-by-gui");
  expect(made.device.configurations().editing.fault).toBeUndefined();
  expect(made.device.setup).toMatchObject({ hostName: "mine", seed: 7 });
  expect(made.device.findToken(token)).toBeUndefined();
  expect(await logIn(made)).toMatch(/^[A-Za-z0-9+/]+=+$/);
});

test("refuses an invalid scenario with its problems", async () => {
  const wrong = { description: "x", durations: { save: "soon" } };
  await expect(createInMemoryDevice({ scenario: wrong })).rejects.toMatchObject({
    code: "scenario-invalid",
    problems: [{ path: "durations.save" }],
  });
});

test("refuses to advance a real clock", async () => {
  const { advance } = await createInMemoryDevice({ clock: systemClock });
  expect(() => advance(1)).toThrow(TypeError);
});

test("a virtual clock advances by itself and stands still during a request", async () => {
  const clock = new VirtualClock();
  const made = await createInMemoryDevice({ clock });
  const slept = clock.sleep(1_000).then(() => clock.now());
  await logIn(made);
  expect(clock.now()).toBe(0);
  expect(await slept).toBe(1_000);
});

test("logs each exchange, but no request that was aborted before", async () => {
  const lines: string[] = [];
  const made = await createInMemoryDevice({ log: (line) => lines.push(line) });
  await logIn(made);
  expect(lines).toHaveLength(1);
  const signal = AbortSignal.abort(new Error("before"));
  await expect(made.fetch(made.url, { signal })).rejects.toThrow("before");
  expect(lines).toHaveLength(1);
});
