import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { Device } from "../device.ts";
import type { DeviceEvent } from "../events.ts";
import type { SetupOptions } from "../setup.ts";
import type { ActorPlan } from "./actor-plan.ts";

const admin = { name: "admin", password: "canary-in-the-mine", administrator: true };

function create(actors: ActorPlan[], options: SetupOptions = {}) {
  const clock = new ManualClock();
  const happened: DeviceEvent[] = [];
  const device = new Device({
    clock,
    users: [admin],
    actors,
    seed: 1,
    ...options,
    onEvent: (happening) => happened.push(happening),
  });
  const client = () => {
    const token = device.findToken(device.issueToken(admin));
    if (!token) throw new Error("no token");
    return token;
  };
  /** What has happened by then, in a word and a time each. */
  const after = (ms: number) => {
    clock.advance(ms);
    device.isUp();
    return happened.splice(0).map(({ kind, atMs }) => `${kind} at ${atMs}`);
  };
  return { after, client, clock, device, happened };
}

const issue = (operation: "verify" | "save" | "activate") =>
  ({ kind: "issue", request: { operation } }) as const;

test("a step is done at its time, and seen at whatever later time one looks", () => {
  const { after, device } = create([
    { name: "Maria", via: "acli", steps: [{ after: 2_000, action: issue("save") }] },
  ]);
  expect(after(1_999)).toEqual([]);
  expect(after(3_600_000)).toEqual(["accepted at 2000", "ended at 3000"]);
  expect(device.asyncStatus().operationState).toEqual({ operation: "save", status: "success" });
});

test("a step waits for what it is to wait for, and is done once", () => {
  const { after, client, device } = create(
    [
      {
        name: "Maria",
        via: "acli",
        steps: [
          {
            after: 2_000,
            when: { event: "accepted", operation: "activate", by: "client" },
            action: issue("save"),
          },
        ],
      },
    ],
    { assumptions: { secondRequest: "replaces" } },
  );
  device.issue("activate", { by: "GUI" });
  device.issue("verify", { by: client() });
  expect(after(10_000)).toHaveLength(4);
  device.issue("activate", { by: client() });
  expect(after(10_000)).toEqual([
    "accepted at 10000",
    "accepted at 12000",
    "ended at 13000",
    "ended at 13000",
  ]);
  device.issue("activate", { by: client() });
  expect(after(10_000)).toEqual(["accepted at 20000", "ended at 23000"]);
});

test("a step can wait for the how manieth time, for an end, for the lock and for the system", () => {
  const onNth = (event: "ended" | "locked" | "unlocked" | "cameUp", text: string, nth = 1) =>
    ({ when: { event, nth }, action: { kind: "edit", text } }) as const;
  const { after, device } = create([
    {
      name: "Maria",
      via: "acli",
      steps: [
        onNth("ended", "second end", 2),
        onNth("locked", "locked"),
        onNth("unlocked", "unlocked"),
        onNth("cameUp", "up"),
      ],
    },
  ]);
  const text = () => device.configurations().editing.text;
  device.issue("verify", { by: "GUI" });
  after(1_000);
  expect(text()).toBe("initial");
  device.issue("verify", { by: "GUI" });
  after(1_000);
  expect(text()).toBe("second end");
  device.lock("GUI");
  expect(text()).toBe("locked");
  device.unlock("GUI");
  expect(text()).toBe("unlocked");
  device.reboot();
  after(65_000);
  expect(text()).toBe("up");
});

test("a lock that is taken for some time is given up after it, if it is still held", () => {
  const { after, device } = create([
    { name: "Ines", via: "gui", steps: [{ action: { kind: "lock", forMs: 90_000 } }] },
  ]);
  expect(after(0)).toEqual(["locked at 0"]);
  expect(() => device.lock("ACLI")).toThrow("Resource locked by another user");
  expect(after(90_000)).toEqual(["unlocked at 90000"]);
  expect(() => device.lock("ACLI")).not.toThrow();
});

test("a REST client has a token of its own, and needs the lock as others do", () => {
  const { after, client, device, happened } = create([
    {
      name: "nightly",
      via: "rest",
      steps: [
        { action: issue("save") },
        { after: 1, action: { kind: "lock" } },
        { after: 2, action: issue("save") },
      ],
    },
  ]);
  after(1);
  expect(() => device.lock(client())).toThrow("Resource locked by another user");
  device.isUp();
  happened.length = 0;
  expect(after(1)).toEqual(["accepted at 2"]);
  // With its token, which it does not renew, its lock ends.
  expect(after(600_000)).toContain("unlocked at 600000");
});

test("what the device refuses to an actor is told, and done no more", () => {
  const { device, clock, happened } = create([
    { name: "nightly", via: "rest", steps: [{ action: issue("save") }] },
    { name: "Maria", via: "acli", steps: [{ after: 70_000, action: { kind: "switchover" } }] },
    { name: "Ines", via: "gui", steps: [{ after: 10_000, action: { kind: "lock" } }] },
  ]);
  device.reboot();
  clock.advance(100_000);
  device.isUp();
  const refused = happened.filter(({ kind }) => kind === "refused");
  expect(refused).toMatchObject([
    { action: "issue", by: "nightly", code: "lock-not-held", atMs: 0 },
    { action: "lock", by: "Ines", code: "off", atMs: 10_000 },
    { action: "switchover", by: "Maria", code: "no-pair", atMs: 70_000 },
  ]);
});

const crowd: ActorPlan[] = [
  {
    name: "Maria",
    via: "acli",
    random: {
      every: 20_000,
      weights: { verify: 1, save: 1, activate: 1, backup: 1, restore: 1, edit: 1 },
    },
  },
  {
    name: "nightly",
    via: "rest",
    random: { every: 20_000, weights: { lock: 2, save: 1, reboot: 0.1, switchover: 0.1 } },
  },
];

test("what is done at random is the same again for the same seed, and other things for another", () => {
  const hour = (seed: number) => create(crowd, { seed, peerName: "peer" }).after(3_600_000);
  expect(hour(1)).toEqual(hour(1));
  expect(hour(1)).not.toEqual(hour(2));
});

test("in an hour of deeds at random, about as many come as should, of every kind", () => {
  const { clock, device, happened } = create(crowd, { peerName: "peer" });
  clock.advance(36_000_000);
  device.isUp();
  const kinds = new Set(happened.map(({ kind }) => kind));
  expect(kinds).toEqual(
    new Set([
      "accepted",
      "ended",
      "edited",
      "locked",
      "unlocked",
      "refused",
      "wentDown",
      "cameUp",
      "switchedOver",
    ]),
  );
  const maria = happened.filter((one) => "by" in one && one.by === "Maria" && one.kind !== "ended");
  expect(Math.abs(maria.length - 1_800)).toBeLessThan(150);
});

test.each(["client", "others", "admin"])("no actor can be named %s", (name) => {
  expect(() => create([{ name, via: "acli" }])).toThrow(RangeError);
});

test("no two actors have the same name", () => {
  const maria: ActorPlan = { name: "Maria", via: "acli" };
  expect(() => create([maria, maria])).toThrow(RangeError);
});
