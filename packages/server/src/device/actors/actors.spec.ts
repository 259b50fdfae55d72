import { ManualClock } from "@asyncstatus/model/clock";
import { expect, test } from "vitest";
import { Device } from "../device.ts";
import type { DeviceEvent } from "../device-event.ts";
import type { SetupOptions } from "../setup.ts";
import type { ActorPlan } from "./actors.ts";

const admin = { name: "admin", password: "canary-in-the-mine", administrator: true };

function create(actors: ActorPlan[], options: SetupOptions = {}) {
  const clock = new ManualClock();
  const events: DeviceEvent[] = [];
  const device = new Device({
    clock,
    users: [admin],
    actors,
    seed: 1,
    ...options,
    onEvent: (event) => events.push(event),
  });
  const client = () => {
    const token = device.findToken(device.issueToken(admin));
    if (!token) throw new Error("no token");
    return token;
  };
  /** Lets time pass and returns the events. */
  const after = (ms: number) => {
    clock.advance(ms);
    device.isUp();
    return events.splice(0).map(({ kind, atMs }) => `${kind} at ${atMs}`);
  };
  return { after, client, clock, device, events };
}

test("a step runs at its time, even if the device is called later", () => {
  const { after, device } = create([
    { name: "Maria", via: "acli", steps: [{ after: 2_000, action: "save" }] },
  ]);
  expect(after(1_999)).toEqual([]);
  expect(after(3_600_000)).toEqual(["accepted at 2000", "ended at 3000"]);
  expect(device.asyncStatus().operationState).toEqual({ operation: "save", status: "success" });
});

test("a step waits for its event and runs once", () => {
  const { after, client, device } = create(
    [
      {
        name: "Maria",
        via: "acli",
        steps: [
          {
            after: 2_000,
            when: { event: "accepted", operation: "activate", by: "client" },
            action: "save",
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

test("a step can wait for the nth event, an end, the lock and the system", () => {
  const onNth = (event: "ended" | "locked" | "unlocked" | "cameUp", text: string, nth = 1) =>
    ({ when: { event, nth }, action: "edit", text }) as const;
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

test("a lock for a limited time is released at its end", () => {
  const { after, device } = create([
    { name: "Ines", via: "gui", steps: [{ action: "lock", for: "90 s" }] },
  ]);
  expect(after(0)).toEqual(["locked at 0"]);
  expect(() => device.lock("ACLI")).toThrow("Resource locked by another user");
  expect(after(90_000)).toEqual(["unlocked at 90000"]);
  expect(() => device.lock("ACLI")).not.toThrow();
});

test("a simulated REST client has its own token and needs the lock", () => {
  const { after, client, device, events } = create([
    {
      name: "nightly",
      via: "rest",
      steps: [{ action: "save" }, { after: 1, action: "lock" }, { after: 2, action: "save" }],
    },
  ]);
  after(1);
  expect(() => device.lock(client())).toThrow("Resource locked by another user");
  device.isUp();
  events.length = 0;
  expect(after(1)).toEqual(["accepted at 2"]);
  // It does not renew its token, so the lock ends with it.
  expect(after(600_000)).toContain("unlocked at 600000");
});

test("a refused action is reported and not retried", () => {
  const { device, clock, events } = create([
    { name: "nightly", via: "rest", steps: [{ action: "save" }] },
    { name: "Maria", via: "acli", steps: [{ after: 70_000, action: "switchover" }] },
    { name: "Ines", via: "gui", steps: [{ after: 10_000, action: "lock" }] },
  ]);
  device.reboot();
  clock.advance(100_000);
  device.isUp();
  const refused = events.filter(({ kind }) => kind === "refused");
  expect(refused).toMatchObject([
    { action: "save", by: "nightly", code: "lock-not-held", atMs: 0 },
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

test("random actions depend only on the seed", () => {
  const hour = (seed: number) => create(crowd, { seed, peerName: "peer" }).after(3_600_000);
  expect(hour(1)).toEqual(hour(1));
  expect(hour(1)).not.toEqual(hour(2));
});

test("random actions are of every kind and as frequent as configured", () => {
  const { clock, device, events } = create(crowd, { peerName: "peer" });
  clock.advance(36_000_000);
  device.isUp();
  const kinds = new Set(events.map(({ kind }) => kind));
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
  const maria = events.filter((one) => "by" in one && one.by === "Maria" && one.kind !== "ended");
  expect(Math.abs(maria.length - 1_800)).toBeLessThan(150);
});

test.each([1, 1_000])(
  "100 actors at 1 ms and a clock rate of %i do not stop the device",
  (clockRate) => {
    const weights = { verify: 1, save: 1, activate: 1, backup: 1, restore: 1, edit: 1, lock: 1 };
    const actors = Array.from({ length: 100 }, (_, index) => ({
      name: `actor ${index}`,
      via: index % 2 === 0 ? ("rest" as const) : ("acli" as const),
      random: { every: 1, weights },
    }));
    const { clock, device, events } = create(actors, { clockRate });
    const since = performance.now();
    clock.advance(3_600_000);
    device.isUp();
    for (let request = 0; request < 1_000; request += 1) {
      clock.advance(10);
      device.isUp();
    }
    expect(events.length).toBeGreaterThan(10_000);
    // 100 million actions were due in each second of the faster clock.
    expect(performance.now() - since).toBeLessThan(10_000);
  },
);

test.each(["client", "others", "admin"])("refuses the actor name %s", (name) => {
  expect(() => create([{ name, via: "acli" }])).toThrow(RangeError);
});

test("refuses two actors with the same name", () => {
  const maria: ActorPlan = { name: "Maria", via: "acli" };
  expect(() => create([maria, maria])).toThrow(RangeError);
});
