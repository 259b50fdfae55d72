import { expect, test } from "vitest";
import { readPlan } from "../plan/read-plan.ts";
import { decide } from "./decide.ts";
import type { Control, RolloutState, UnitProgress, UnitState } from "./rollout-state.ts";

const someone = { by: "ines", atMs: 0 };

/** Units as `name:wave state`, such as `a:canary succeeded`. */
function units(...texts: string[]): UnitProgress[] {
  return texts.map((text) => {
    const [name = "", wave = "", state = "waiting", group] = text.split(/[: ]/);
    return {
      ...{ name, wave, hosts: [name], sites: ["fra"], groups: group ? [group] : [] },
      ...{
        state: state as UnitState,
        sinceMs: 1_000,
        acknowledged: false,
        taken: false,
        isBack: false,
      },
    };
  });
}

function state(
  plan: string,
  given: readonly UnitProgress[],
  control: Partial<Control> = {},
): RolloutState {
  const waves = plan.includes("waves:") ? "" : "waves: [{ name: w }]\n";
  return {
    plan: readPlan(`rollout: 1\nchange: { commit: {} }\n${waves}${plan}`),
    units: given,
    control: { approvals: {}, ...control },
  };
}

const two = "waves: [{ name: canary, soak: 10s, approve: true }, { name: rest }]\n";
const wavesAt = (given: RolloutState, nowMs = 1_000) =>
  decide(given, { nowMs }).waves.map((wave) => wave.waitsFor ?? wave.state);

test("starts the units of the first wave only", () => {
  const decision = decide(state(two, units("a:canary", "b:rest")), { nowMs: 0 });
  expect(decision).toMatchObject({ start: ["a"], isOver: false, isComplete: false });
});

test.each([
  { given: ["a:canary running", "b:rest"], want: ["draining", "earlier-wave"] },
  { given: ["a:canary checking", "b:rest"], want: ["checking", "earlier-wave"] },
  { given: ["a:canary succeeded", "b:rest"], want: ["soaking", "earlier-wave"] },
])("a wave with $given.0 is $want.0, and the next one waits", ({ given, want }) => {
  const now = state(two, units(...given));
  expect(wavesAt(now)).toEqual(want);
  expect(decide(now, { nowMs: 1_000 }).start).toEqual([]);
});

test("wakes at the end of the soak, and then waits for the approval", () => {
  const soaked = state(two, units("a:canary succeeded", "b:rest"));
  expect(decide(soaked, { nowMs: 1_000 }).wakeAtMs).toBe(11_000);
  expect(wavesAt(soaked, 10_999)).toEqual(["soaking", "earlier-wave"]);
  expect(wavesAt(soaked, 11_000)).toEqual(["passed", "approval"]);
  expect(decide(soaked, { nowMs: 11_000 })).toMatchObject({ start: [], isOver: false });
});

test("starts the next wave once the one before is approved, but not before it has soaked", () => {
  const given = units("a:canary succeeded", "b:rest");
  const approved = state(two, given, { approvals: { canary: someone } });
  expect(decide(approved, { nowMs: 10_999 }).start).toEqual([]);
  expect(decide(approved, { nowMs: 11_000 }).start).toEqual(["b"]);
});

test("a clock that was set back stalls no wave without a soak, and none whose next one has begun", () => {
  const without = state(
    "waves: [{ name: canary }, { name: rest }]",
    units("a:canary succeeded", "b:rest"),
  );
  expect(wavesAt(without, 0)).toEqual(["passed", "running"]);
  const approvals = { canary: someone };
  const begun = units("a:canary succeeded", "b:rest running", "c:rest");
  expect(wavesAt(state(two, begun, { approvals }), 0)).toEqual(["passed", "running"]);
  const fresh = units("a:canary succeeded", "b:rest");
  expect(wavesAt(state(two, fresh, { approvals }), 0)).toEqual(["soaking", "earlier-wave"]);
});

test("is complete once every wave has passed", () => {
  const done = state("", units("a:w succeeded", "b:w succeeded"));
  expect(decide(done, { nowMs: 1_000 })).toMatchObject({ isOver: true, isComplete: true });
});

test("starts no more than the limits allow, with what is in progress", () => {
  const given = units("a:w running", "b:w checking", "c:w", "d:w", "e:w");
  expect(decide(state("limits: { total: 3 }", given), { nowMs: 0 }).start).toEqual(["c"]);
  expect(decide(state("limits: { perSite: 4 }", given), { nowMs: 0 }).start).toEqual(["c", "d"]);
  const elsewhere = given.map((unit) => (unit.name === "e" ? { ...unit, sites: ["ber"] } : unit));
  expect(decide(state("limits: { perSite: 2 }", elsewhere), { nowMs: 0 }).start).toEqual(["e"]);
});

test("starts one unit of a group at a time by default", () => {
  const given = units("a:w waiting g", "b:w waiting g", "c:w waiting h");
  expect(decide(state("", given), { nowMs: 0 }).start).toEqual(["a", "c"]);
  const busy = units("a:w checking g", "b:w waiting g");
  expect(decide(state("", busy), { nowMs: 0 }).start).toEqual([]);
});

test.each(["failed", "unhealthy", "needs-person"])(
  "starts no unit of a group with one that is %s, and pauses if no other is left",
  (bad) => {
    const plan = "stop: { failed: 9, unknown: 9 }";
    const other = state(plan, units(`a:w ${bad} g`, "b:w waiting g", "c:w"));
    expect(decide(other, { nowMs: 0 })).toMatchObject({ start: ["c"], isOver: false });
    const alone = decide(state(plan, units(`a:w ${bad} g`, "b:w waiting g")), { nowMs: 0 });
    expect(alone.pause).toBe(`b is in a group (g) with a, ${bad}`);
    expect(alone.isOver).toBe(true);
  },
);

test("starts the others of a group once a person has resumed the rollout", () => {
  const [bad, ...others] = units("a:w failed g", "b:w waiting g");
  if (!bad) throw new Error();
  const resumed = state("", [{ ...bad, acknowledged: true }, ...others]);
  expect(decide(resumed, { nowMs: 0 })).toMatchObject({ start: ["b"] });
});

test.each([
  { plan: "", bad: "failed", says: "1 failed: a" },
  { plan: "", bad: "unhealthy", says: "1 failed: a" },
  { plan: "", bad: "needs-person", says: "1 needs a person: a" },
  {
    plan: "stop: { failed: 9, failedPercent: 30 }",
    bad: "failed",
    says: "1 of 3 units of the rollout failed, more than 30%",
  },
  {
    plan: "stop: { failed: 9, failedPercent: 30, of: wave }",
    bad: "failed",
    says: "1 of 3 units of w failed, more than 30%",
  },
])("pauses: $says ($plan)", ({ plan, bad, says }) => {
  const stopped = state(plan, units(`a:w ${bad}`, "b:w running", "c:w"));
  expect(decide(stopped, { nowMs: 0 })).toMatchObject({ start: [], pause: says, isOver: false });
});

test.each([
  { plan: "stop: { failed: 2 }", bad: "failed" },
  { plan: "stop: { unknown: 2 }", bad: "needs-person" },
  { plan: "stop: { failed: 9, failedPercent: 50 }", bad: "failed" },
])("continues below the limits of $plan", ({ plan, bad }) => {
  expect(decide(state(plan, units(`a:w ${bad}`, "b:w")), { nowMs: 0 }).start).toEqual(["b"]);
});

test("a wave that stopped the rollout doesn't pass until a person has resumed it", () => {
  const failed = units("a:canary failed", "b:rest");
  expect(wavesAt(state(two, failed), 99_000)).toEqual(["stopped", "earlier-wave"]);
  expect(wavesAt(state(two, failed, { paused: someone }), 99_000)[0]).toBe("stopped");
  const seen = failed.map((unit) => ({ ...unit, acknowledged: true }));
  expect(wavesAt(state(two, seen), 99_000)).toEqual(["passed", "approval"]);
});

test("does not count a unit for the stop rules that a person has seen", () => {
  const seen = units("a:w failed", "b:w").map((unit) => ({ ...unit, acknowledged: true }));
  expect(decide(state("", seen), { nowMs: 0 })).toMatchObject({ start: ["b"] });
});

test.each(["paused", "aborted"] as const)(
  "starts nothing while %s, and is over once nothing is in progress",
  (held) => {
    const control = { [held]: someone };
    const draining = decide(state("", units("a:w running", "b:w"), control), { nowMs: 0 });
    expect(draining).toMatchObject({ start: [], isOver: false, waves: [{ state: "draining" }] });
    const idle = decide(state("", units("a:w succeeded", "b:w"), control), { nowMs: 0 });
    expect(idle).toMatchObject({ start: [], isOver: true, waves: [{ state: "stopped" }] });
  },
);

test("starts nothing while the window is closed, and asks again", () => {
  const plan = 'window: { timezone: UTC, from: "01:00", to: "02:00" }';
  const closed = state(plan, units("a:w running", "b:w"));
  expect(decide(closed, { nowMs: 0 })).toMatchObject({ start: [], wakeAtMs: 15_000 });
  expect(wavesAt(closed, 0)).toEqual(["window"]);
  expect(decide(closed, { nowMs: 3_600_000 }).start).toEqual(["b"]);
});

test("returns to a wave that has passed if a unit of it is retried", () => {
  const retried = state(two, units("a:canary waiting", "b:rest"), {
    approvals: { canary: someone },
  });
  expect(wavesAt(retried, 99_000)).toEqual(["running", "earlier-wave"]);
});

const back = { rollback: someone };

/** Units as `name:wave state flags`: `t` if the change was taken, `b` if the rollback has begun. */
function backUnits(...texts: string[]): UnitProgress[] {
  return texts.map((text) => {
    const [place = "", unit = "", flags = ""] = text.split(" ");
    const [one] = units(`${place} ${unit}`);
    return { ...(one as UnitProgress), taken: flags.includes("t"), isBack: flags.includes("b") };
  });
}

test.each([
  {
    why: "units that took the change, of the last wave first",
    given: ["a:canary succeeded t", "b:rest succeeded t", "c:rest failed", "d:rest waiting"],
    start: ["b"],
    waves: ["later-wave", "rolling-back"],
  },
  {
    why: "those of the wave before once the last wave is rolled back",
    given: ["a:canary unhealthy t", "b:rest rolled-back tb"],
    start: ["a"],
    waves: ["rolling-back", "rolled-back"],
  },
  {
    why: "nothing while a unit is being changed",
    given: ["a:canary succeeded t", "b:rest running"],
    start: [],
    waves: ["later-wave", "draining"],
  },
  {
    why: "nothing of the wave before while one is being rolled back",
    given: ["a:canary succeeded t", "b:rest checking tb"],
    start: [],
    waves: ["later-wave", "rolling-back"],
  },
  {
    why: "nothing more once all are rolled back",
    given: ["a:canary rolled-back tb", "b:rest waiting"],
    start: [],
    waves: ["rolled-back", "stopped"],
    isRolledBack: true,
    isOver: true,
  },
  {
    why: "nothing after a rollback that failed, which pauses it",
    given: ["a:canary succeeded t", "b:rest failed tb"],
    start: [],
    waves: ["stopped", "stopped"],
    pause: "1 failed: b",
    isOver: true,
  },
])("rolls back $why", ({ why: _, given, start, waves, ...more }) => {
  const now = state(two, backUnits(...given), back);
  expect(decide(now, { nowMs: 0 })).toMatchObject({ start, ...more });
  expect(wavesAt(now)).toEqual(waves);
});

test("a paused or aborted rollback starts nothing", () => {
  const given = backUnits("a:w succeeded t");
  for (const control of [{ paused: someone }, { aborted: someone }]) {
    const decision = decide(state("", given, { ...back, ...control }), { nowMs: 0 });
    expect(decision).toMatchObject({ start: [], isOver: true, isRolledBack: false });
  }
});

test("a stop rule rolls back if the plan says so", () => {
  const { plan, ...rest } = state("", units("a:w failed", "b:w succeeded"));
  const given = { ...rest, plan: { ...plan, onStop: "rollback" } } as const;
  expect(decide(given, { nowMs: 0 })).toMatchObject({ rollBack: "1 failed: a", isOver: false });
  expect(decide(given, { nowMs: 0 })).not.toHaveProperty("pause");
});
