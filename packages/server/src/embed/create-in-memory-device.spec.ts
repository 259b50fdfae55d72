import { systemClock, VirtualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { createInMemoryDevice, type InMemoryDevice } from "./create-in-memory-device.ts";

async function logIn({ fetch, url, user, password }: InMemoryDevice): Promise<string> {
  const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` };
  const answer = await fetch(`${url}/rest/v1.2/auth/token`, { method: "POST", headers });
  return /<accessToken>(.*)<\/accessToken>/.exec(await answer.text())?.[1] ?? "";
}

test("a device in memory is asked by its fetch, and its time is moved", async () => {
  const device = await createInMemoryDevice();
  const authorization = `Bearer ${await logIn(device)}`;
  const look = async () => {
    const url = `${device.url}/rest/v1.2/admin/asyncstatus`;
    return (await device.fetch(url, { headers: { authorization } })).text();
  };
  device.device.issue("save", { by: "ACLI" });
  expect(await look()).toContain("<status>inProgress</status>");
  device.advance(1_000);
  expect(await look()).toContain("<status>success</status>");
});

test("what is given beside a scenario takes precedence over what it says", async () => {
  const { device } = await createInMemoryDevice({
    scenario: {
      description: "x",
      system: { hostName: "a", peerName: "b" },
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
    durations: { save: 5, verify: 20_000, activate: 3_000 },
    assumptions: { secondRequest: "queued", lockAgain: "refused" },
    requests: [{ on: "save", takes: 5 }, { fails: "No." }],
  });
});

test("a run is repeated by its seed, which is told", async () => {
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

test.each([-1, 0.5, 2 ** 32, Number.NaN])("there is no seed %d", async (seed) => {
  await expect(createInMemoryDevice({ seed })).rejects.toThrow(RangeError);
});

test("another scenario makes another device, with the options as they were", async () => {
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
  expect(await logIn(made)).toMatch(/^[0-9a-f]{64}$/);
});

test("a scenario that is none is refused by what is wrong with it", async () => {
  const wrong = { description: "x", durations: { save: "soon" } };
  await expect(createInMemoryDevice({ scenario: wrong })).rejects.toMatchObject({
    code: "scenario-invalid",
    problems: [{ path: "durations.save" }],
  });
});

test("a clock that passes by itself is not moved", async () => {
  const { advance } = await createInMemoryDevice({ clock: systemClock });
  expect(() => advance(1)).toThrow(TypeError);
});

test("on a virtual clock time passes by itself, and stands still while the device works", async () => {
  const clock = new VirtualClock();
  const made = await createInMemoryDevice({ clock });
  const slept = clock.sleep(1_000).then(() => clock.now());
  await logIn(made);
  expect(clock.now()).toBe(0);
  expect(await slept).toBe(1_000);
});

test("each exchange can be logged, and a request that was aborted before is none", async () => {
  const lines: string[] = [];
  const made = await createInMemoryDevice({ log: (line) => lines.push(line) });
  await logIn(made);
  expect(lines).toHaveLength(1);
  const signal = AbortSignal.abort(new Error("before"));
  await expect(made.fetch(made.url, { signal })).rejects.toThrow("before");
  expect(lines).toHaveLength(1);
});
