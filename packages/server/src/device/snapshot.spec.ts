import { ManualClock } from "@asyncstatus/model/clock";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Action } from "./actors/action.ts";
import type { ActorPlan } from "./actors/actors.ts";
import { type Assumption, type Assumptions, assumptionsList } from "./assumptions.ts";
import { Device } from "./device.ts";
import { Refusal } from "./refusal.ts";
import type { SetupOptions } from "./setup.ts";
import type { DeviceSnapshot } from "./snapshot.ts";

const admin = { name: "admin", password: "canary-in-the-mine", administrator: true };

const actors: ActorPlan[] = [
  {
    name: "Maria",
    via: "acli",
    steps: [
      {
        after: 700,
        when: { event: "accepted", nth: 2 },
        action: "edit",
        text: "Maria's",
      },
      { after: 40_000, action: "lock", for: 5_000 },
    ],
    random: { every: 9_000, weights: { save: 3, activate: 2, edit: 2, backup: 1 } },
  },
  {
    name: "nightly",
    via: "rest",
    random: {
      every: 9_000,
      weights: { lock: 4, save: 2, verify: 1, reboot: 0.2, switchover: 1 },
    },
  },
];
const setup: SetupOptions = {
  peerName: "peer",
  actors,
  requests: [
    { nth: 2, times: 3, takes: [10, 4_000], fails: "Not now." },
    { chance: 0.5, takes: [10, 4_000] },
  ],
  faults: [
    { fault: "reset", chance: 0.3 },
    { fault: "hang", nth: 5, after: 10_000 },
  ],
  durations: { token: 30_000, boot: 3_000 },
  initialState: { uptime: 86_400_000, edited: { text: "new", fault: "a fault" } },
};

const valuesOf = (assumption: Assumption): fc.Arbitrary<string | number> => {
  switch (assumption.kind) {
    case "choice":
      return fc.constantFrom(...Object.keys(assumption.choices));
    case "duration":
      return fc.constantFrom(assumption.default, 500);
    case "text":
      return fc.constant(assumption.default);
  }
};
const assumptions = fc.record(
  Object.fromEntries(
    Object.entries<Assumption>(assumptionsList).map(([name, one]) => [name, valuesOf(one)]),
  ),
  // Object.fromEntries loses the types.
) as fc.Arbitrary<unknown> as fc.Arbitrary<Assumptions>;

/** A change of the device or of the time. */
type Move =
  | { readonly pass: number }
  | { readonly action: Action; readonly by: string }
  | { readonly login: true }
  | { readonly rate: number }
  | { readonly request: true };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ pass: fc.integer({ min: 0, max: 20_000 }) }) },
  fc.record({
    by: fc.constantFrom("ACLI", "GUI", "nightly"),
    action: fc.constantFrom<Action[]>(
      { action: "verify" },
      { action: "save" },
      { action: "activate" },
      { action: "lock" },
      { action: "unlock" },
      { action: "edit", fault: "another" },
      { action: "reboot" },
      { action: "switchover" },
    ),
  }),
  fc.constant({ login: true } as const),
  fc.record({ rate: fc.constantFrom(0.5, 1, 2) }),
  fc.constant({ request: true } as const),
);

function create(options: SetupOptions) {
  const clock = new ManualClock();
  return { clock, device: new Device({ clock, users: [admin], ...options }) };
}

/** Makes moves and returns what the device shows after each. */
function play({ clock, device }: ReturnType<typeof create>, moves: readonly Move[]): unknown[] {
  return moves.map((made) => {
    try {
      if ("pass" in made) clock.advance(made.pass);
      else if ("action" in made) device.act(made.action, { by: made.by });
      else if ("login" in made) device.lock(device.findToken(device.issueToken(admin)) ?? "");
      else if ("rate" in made) device.setClockRate(made.rate);
      else return device.drawFault(["getAsyncStatus"]) ?? "no fault";
      return [device.asyncStatus(), device.configurations(), device.systemStatus()];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error.code;
    }
  });
}

test("a device restored from JSON behaves like the original", () => {
  fc.assert(
    fc.property(
      assumptions,
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.array(move, { maxLength: 30 }),
      fc.array(move, { maxLength: 30 }),
      (assumed, seed, before, after) => {
        const first = create({ ...setup, assumptions: assumed, seed });
        play(first, before);
        const json = JSON.stringify(first.device.snapshot());
        // A device with another setup and another time.
        const second = create({ seed: 1 });
        second.clock.advance(12_345);
        second.device.restore(JSON.parse(json) as DeviceSnapshot);
        expect(JSON.stringify(second.device.snapshot())).toBe(json);
        expect(play(second, after)).toEqual(play(first, after));
        // The texts of tokens that were issued since differ.
        const end = ({ device }: typeof first) => {
          const snapshot = device.snapshot();
          const tokens = snapshot.tokens.valid.map(({ token }) => token);
          return { ...snapshot, tokens };
        };
        expect(end(second)).toEqual(end(first));
      },
    ),
    { numRuns: 300 },
  );
});

test("restoring does not change the snapshot", () => {
  const { clock, device } = create({ ...setup, seed: 3 });
  clock.advance(50_000);
  const snapshot = device.snapshot();
  const json = JSON.stringify(snapshot);
  for (let times = 0; times < 2; times += 1) {
    device.restore(snapshot);
    clock.advance(100_000);
    device.isUp();
    expect(JSON.stringify(snapshot)).toBe(json);
  }
});

test("an infinite duration survives JSON", () => {
  const { clock, device } = create({ durations: { activate: Infinity }, seed: 1 });
  device.issue("activate", { by: "ACLI" });
  device.restore(JSON.parse(JSON.stringify(device.snapshot())));
  clock.advance(1e15);
  expect(device.asyncStatus().operationState?.status).toBe("inProgress");
  device.reboot();
  clock.advance(100_000);
  device.issue("activate", { by: "ACLI" });
  clock.advance(1e15);
  expect(device.asyncStatus().operationState?.status).toBe("inProgress");
});

test("a snapshot contains tokens, but no passwords", () => {
  const { device } = create({ seed: 1 });
  const text = device.issueToken(admin);
  const json = JSON.stringify(device.snapshot());
  expect(json).toContain(text);
  expect(json).not.toContain(admin.password);
});
