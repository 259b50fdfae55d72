// A model of a rollout: workers, their ledger, devices and the network. What a worker does next, what an outcome
// means and which units may start is decided by the package's own functions.

import type { Outcome, SavedOperation } from "@asyncstatus/client";
import { decide } from "../../src/decision/decide.ts";
import { isOver, type UnitState } from "../../src/decision/rollout-state.ts";
import { assess } from "../../src/device/assess.ts";
import { hasEffect, nextAction } from "../../src/device/next-action.ts";
import type { Step } from "../../src/ledger/ledger.ts";
import { readPlan } from "../../src/plan/read-plan.ts";

/** The rules of the protocol. The exploration leaves out each of them in turn. */
export const rules = [
  "a step is written before it is sent",
  "a step is written only with the last claim",
  "a result is written only with the last claim",
  "an open step is settled while the lock is held",
  "an open step is settled before another is sent",
  "an unknown outcome is not the end",
  "a request is sent once",
  "units in progress count for the limits after a crash",
  "nothing waiting is claimed after an abort",
  "rollback only where taken",
] as const;

export type Rule = (typeof rules)[number];

type StepOutcome = "succeeded" | "failed" | "denied" | "unknown";

interface ModelStep {
  readonly fence: number;
  readonly isOpen: boolean;
  readonly outcome?: StepOutcome;
}

interface ModelUnit {
  readonly state: UnitState;
  readonly fence: number;
  readonly attempt: number;
  readonly taken: boolean;
  readonly isBack: boolean;
  readonly backAfter: number;
  readonly steps: readonly ModelStep[];
}

interface Device {
  /** The token that holds the lock. */
  readonly lock: number;
  readonly isBusy: boolean;
  /** True if the request that runs, or ran last, is of a rollback. */
  readonly isBack: boolean;
  /** The activates of the change that succeeded. */
  readonly effects: number;
  /** Those of the rollback. */
  readonly undone: number;
  /** The end that the status shows. */
  readonly last: "none" | "success" | "fail";
}

type Place = "idle" | "lock" | "read" | "settle" | "write" | "send" | "response" | "wait" | "end";

interface Worker {
  readonly at: Place;
  readonly unit: number;
  readonly fence: number;
  readonly attempt: number;
  readonly from: UnitState;
  readonly isBack: boolean;
  readonly token: number;
  readonly response: "none" | "accepted";
  readonly commits: number;
  readonly result: UnitState;
  readonly conclusion: StepOutcome | "none";
}

interface Message {
  readonly unit: number;
  readonly token: number;
  readonly isBack: boolean;
}

/** Everything, as plain data. */
export interface World {
  readonly units: readonly ModelUnit[];
  readonly devices: readonly Device[];
  readonly workers: readonly Worker[];
  readonly messages: readonly Message[];
  readonly isAborted: boolean;
  readonly isRollingBack: boolean;
  readonly claims: number;
  readonly crashes: number;
  readonly retries: number;
  /** Set once a rule of the rollout is violated. */
  readonly violation?: string;
}

/** The size of an exploration. */
export interface Bounds {
  readonly units: number;
  readonly claims: number;
  readonly crashes: number;
  readonly retries: number;
  readonly aborts: boolean;
  readonly rollbacks?: boolean;
}

/** An event, and the world after it. */
export type Next = readonly [event: string, world: World];

const idle: Worker = {
  ...{ at: "idle", unit: -1, fence: 0, attempt: 0, from: "waiting", token: 0 },
  ...{ isBack: false, response: "none", commits: 0, result: "waiting", conclusion: "none" },
};
const plan = readPlan("rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all }]\n");

export function initialWorld({ units }: Bounds): World {
  const each = <Value>(value: Value) => Array.from({ length: units }, () => value);
  return {
    units: each({
      ...{ state: "waiting", fence: 0, attempt: 0, steps: [] },
      ...{ taken: false, isBack: false, backAfter: 0 },
    }),
    devices: each({ lock: 0, isBusy: false, isBack: false, effects: 0, undone: 0, last: "none" }),
    workers: [idle, idle],
    messages: [],
    ...{ isAborted: false, isRollingBack: false },
    ...{ claims: 0, crashes: 0, retries: 0 },
  };
}

/** Returns every event that can happen next. */
export function* nextWorlds(
  world: World,
  without: Rule | undefined,
  bounds: Bounds,
): Generator<Next> {
  const holds = (rule: Rule) => rule !== without;
  yield* people(world, bounds);
  yield* environment(world);
  for (const [index, worker] of world.workers.entries()) {
    if (worker.at === "idle") yield* claims(world, index, holds, bounds);
    else {
      yield* work(world, index, worker, holds);
      if (world.crashes < bounds.crashes) {
        // Its lock is held until its token ends, and its request may still arrive.
        const crashed = { ...world, crashes: world.crashes + 1 };
        yield [`worker ${index} is killed at ${worker.at}`, setWorker(crashed, index, idle)];
      }
    }
  }
}

function* people(world: World, bounds: Bounds): Generator<Next> {
  if (bounds.aborts && !world.isAborted) yield ["abort", { ...world, isAborted: true }];
  if (bounds.rollbacks && !world.isRollingBack) {
    yield ["roll back", { ...world, isRollingBack: true, isAborted: false }];
  }
  if (world.retries >= bounds.retries) return;
  for (const [index, unit] of world.units.entries()) {
    if (unit.state !== "needs-person" && unit.state !== "failed") continue;
    if (world.isRollingBack && !unit.isBack) continue;
    const retried = { ...world, retries: world.retries + 1 };
    yield [`retry ${index}`, setUnit(retried, index, { ...unit, state: "waiting" })];
  }
}

/** The network and the devices. */
function* environment(world: World): Generator<Next> {
  for (const [index, message] of world.messages.entries()) {
    const messages = world.messages.filter((_, at) => at !== index);
    const { unit, token, isBack } = message;
    const device = world.devices[unit] as Device;
    const worker = world.workers.findIndex((one) => one.token === token && one.at === "response");
    const respond = (to: World): World =>
      worker === -1
        ? to
        : setWorker(to, worker, { ...(to.workers[worker] as Worker), response: "accepted" });
    const left = { ...world, messages };
    yield [`request for ${unit} is lost`, left];
    if (device.lock === token) {
      const accepted = setDevice(left, unit, { ...device, isBusy: true, isBack, last: "none" });
      yield [`device ${unit} accepts`, respond(accepted)];
      yield [`device ${unit} accepts, its response is lost`, accepted];
    }
  }
  for (const [index, device] of world.devices.entries()) {
    if (device.isBusy) {
      const ended = { ...device, isBusy: false };
      const effect = device.isBack
        ? { undone: device.undone + 1 }
        : { effects: device.effects + 1 };
      yield [
        `activate of ${index} succeeds`,
        setDevice(world, index, { ...ended, ...effect, last: "success" }),
      ];
      yield [`activate of ${index} fails`, setDevice(world, index, { ...ended, last: "fail" })];
    }
    if (device.lock !== 0)
      yield [`token of lock ${index} ends`, setDevice(world, index, { ...device, lock: 0 })];
  }
}

function* claims(
  world: World,
  index: number,
  holds: (rule: Rule) => boolean,
  bounds: Bounds,
): Generator<Next> {
  if (world.claims >= bounds.claims) return;
  const start = startable(world, holds);
  for (const [name, unit] of world.units.entries()) {
    const begins = unit.state !== "running";
    if (begins && !start.includes(`${name}`)) continue;
    if (begins && world.isAborted && holds("nothing waiting is claimed after an abort")) continue;
    const isBack = unit.isBack || (begins && world.isRollingBack);
    const backAfter = isBack && !unit.isBack ? unit.fence : unit.backAfter;
    const fence = unit.fence + 1;
    const continues = unit.steps.some((step) => step.isOpen && step.fence > backAfter);
    const attempt = begins && !continues ? fence : unit.attempt;
    const violation = begins && world.isAborted ? "a unit began after an abort" : undefined;
    const claimed = setUnit({ ...world, claims: world.claims + 1 }, name, {
      ...unit,
      ...{ fence, attempt, isBack, backAfter, state: "running" },
    });
    yield [
      `worker ${index} claims ${name}`,
      setWorker(violated(claimed, violation), index, {
        ...idle,
        ...{ at: holds("an open step is settled while the lock is held") ? "lock" : "read" },
        ...{ unit: name, fence, attempt, from: unit.state, isBack },
      }),
    ];
  }
}

const decided = new Map<string, readonly string[]>();

/** Returns the units that the rollout may start. */
function startable(
  { units, isRollingBack }: World,
  holds: (rule: Rule) => boolean,
): readonly string[] {
  const counts = holds("units in progress count for the limits after a crash");
  const isTaken = (unit: ModelUnit) => unit.taken || !holds("rollback only where taken");
  const counted = units
    .map((unit, name) => ({
      ...{ name: `${name}`, state: unit.state, taken: isTaken(unit), isBack: unit.isBack },
    }))
    .filter(({ state }) => counts || state !== "running");
  const key = JSON.stringify([counted, isRollingBack]);
  const known = decided.get(key);
  if (known) return known;
  const { start } = decide(
    {
      plan,
      units: counted.map((unit) => ({
        ...{ ...unit, wave: "all", hosts: [unit.name], sites: [], groups: ["g"] },
        ...{ sinceMs: 0, acknowledged: isOver(unit.state) && isRollingBack },
      })),
      control: { approvals: {}, ...(isRollingBack && { rollback: { by: "ines", atMs: 0 } }) },
    },
    { nowMs: 0 },
  );
  decided.set(key, start);
  return start;
}

/** The next action of a worker. */
function* work(
  world: World,
  index: number,
  worker: Worker,
  holds: (rule: Rule) => boolean,
): Generator<Next> {
  const unit = world.units[worker.unit] as ModelUnit;
  const device = world.devices[worker.unit] as Device;
  const isLast = unit.fence === worker.fence;
  const move = (to: World, change: Partial<Worker>): World =>
    setWorker(to, index, { ...worker, ...change });
  const unlocked = (to: World): World =>
    device.lock === worker.token && worker.token !== 0
      ? setDevice(to, worker.unit, { ...(to.devices[worker.unit] as Device), lock: 0 })
      : to;
  const leave = (to: World): World => setWorker(unlocked(to), index, idle);
  const say = (text: string) => `worker ${index} ${text}`;

  switch (worker.at) {
    case "lock": {
      if (device.lock !== 0) return;
      const token = newToken(world);
      const locked = setDevice(world, worker.unit, { ...device, lock: token });
      yield [say("locks"), move(locked, { at: "read", token })];
      return;
    }
    case "read": {
      const steps = unit.steps.map(toStep);
      const claim = { attempt: worker.attempt, from: worker.from, fence: worker.fence };
      const given = holds("an open step is settled before another is sent")
        ? steps
        : steps.filter(({ state }) => state === "closed");
      const next = nextAction(given, claim);
      if (next.do === "settle") yield [say("reads"), move(world, { at: "settle" })];
      else if (next.do === "check")
        yield [say("reads"), move(world, { at: "end", result: successOf(worker) })];
      else if (next.do === "fail")
        yield [say("reads"), move(world, { at: "end", result: "failed" })];
      else if (
        (world.isAborted || (world.isRollingBack && !worker.isBack)) &&
        !hasEffect(steps, claim)
      )
        yield [say("releases"), move(world, { at: "end", result: "waiting" })];
      else if (worker.commits === 2)
        yield [say("gives up"), move(world, { at: "end", result: "needs-person" })];
      else if (device.lock !== worker.token || worker.token === 0) {
        yield [say("has no lock"), move(world, { at: "lock" })];
      } else yield [say("reads"), move(world, { at: "write", commits: worker.commits + 1 })];
      return;
    }
    case "settle": {
      // Waits until nothing runs.
      if (device.isBusy) return;
      const underLock = device.lock === worker.token && worker.token !== 0;
      const outcome =
        underLock || !holds("an open step is settled while the lock is held")
          ? (ofRollback(unit) ? device.undone : device.effects) > 0
            ? "succeeded"
            : device.last === "fail"
              ? "failed"
              : "denied"
          : "unknown";
      if (outcome === "unknown") {
        yield [say("can't settle"), move(world, { at: "end", result: "needs-person" })];
        return;
      }
      if (!isLast && holds("a result is written only with the last claim"))
        yield [say("is fenced"), leave(world)];
      else yield [say("settles"), move(closeStep(world, worker.unit, outcome), { at: "read" })];
      return;
    }
    case "write": {
      const hasOpen = unit.steps.some(({ isOpen }) => isOpen);
      if (!isLast && holds("a step is written only with the last claim"))
        yield [say("is fenced"), leave(world)];
      else if (hasOpen && holds("an open step is settled before another is sent"))
        yield [say("is refused"), leave(world)];
      else if (!holds("a step is written before it is sent"))
        yield [say("writes nothing yet"), move(world, { at: "send" })];
      else yield [say("writes"), move(openStep(world, worker), { at: "send" })];
      return;
    }
    case "send": {
      const message = { unit: worker.unit, token: worker.token, isBack: worker.isBack };
      const sent = { ...world, messages: [...world.messages, message] };
      yield [say("sends"), move(sent, { at: "response", response: "none" })];
      return;
    }
    case "response": {
      const written =
        holds("a step is written before it is sent") || unit.steps.some(({ isOpen }) => isOpen)
          ? world
          : openStep(world, worker);
      if (worker.response === "accepted")
        yield [say("is accepted"), move(written, { at: "wait", response: "none" })];
      else if (!holds("a request is sent once"))
        yield [say("sends again"), move(written, { at: "send" })];
      // A new token for the next lock: the device refuses the request if it arrives late.
      else yield [say("gets no response"), move(unlocked(written), { at: "lock", token: 0 })];
      return;
    }
    case "wait": {
      if (device.isBusy) return;
      const isOurs = device.lock === worker.token;
      const outcome = !isOurs ? "unknown" : device.last === "success" ? "succeeded" : "failed";
      if (outcome !== "unknown") {
        const result = outcome === "succeeded" ? successOf(worker) : "failed";
        yield [say("sees the end"), move(world, { at: "end", result, conclusion: outcome })];
      } else if (holds("an unknown outcome is not the end")) {
        yield [say("lost the lock"), move(world, { at: "lock", token: 0 })];
      } else
        yield [
          say("takes unknown for failed"),
          move(world, { at: "end", result: "failed", conclusion: "failed" }),
        ];
      return;
    }
    case "end": {
      if (!isLast && holds("a result is written only with the last claim")) {
        yield [say("is fenced"), leave(world)];
        return;
      }
      const concluded =
        worker.conclusion === "none" ? world : closeStep(world, worker.unit, worker.conclusion);
      const changed = setUnit(concluded, worker.unit, {
        ...(concluded.units[worker.unit] as ModelUnit),
        state: worker.result,
      });
      const wasOver = isOver(unit.state) && unit.state !== worker.result;
      const violation = wasOver
        ? `a unit that was ${unit.state} became ${worker.result}`
        : undefined;
      yield [say(`ends as ${worker.result}`), leave(violated(changed, violation))];
      return;
    }
    case "idle":
      return;
  }
}

function successOf({ isBack }: Worker): UnitState {
  return isBack ? "rolled-back" : "succeeded";
}

/** Returns true if the open step of a unit is of its rollback. */
function ofRollback({ steps, isBack, backAfter }: ModelUnit): boolean {
  return isBack && steps.some(({ isOpen, fence }) => isOpen && fence > backAfter);
}

/** Returns the first number that no lock, worker or message has. */
function newToken({ devices, workers, messages }: World): number {
  const used = new Set([
    ...devices.map(({ lock }) => lock),
    ...[...workers, ...messages].map(({ token }) => token),
  ]);
  let token = 1;
  while (used.has(token)) token += 1;
  return token;
}

/** Returns what is wrong with a world. */
export function problemOf({ units, devices, violation }: World): string | undefined {
  if (violation !== undefined) return violation;
  for (const [index, unit] of units.entries()) {
    const { effects, undone, isBusy, isBack, last } = devices[index] as Device;
    if (effects > 1) return "a unit was activated twice";
    if (undone > 1) return "a unit was rolled back twice";
    if (effects === 0 && (undone > 0 || (isBusy && isBack))) {
      return "a unit was rolled back on which the change was not taken";
    }
    if (unit.isBack && isBusy && !isBack) return "a unit is changed while it is rolled back";
    if (unit.state === "succeeded" && effects === 0)
      return "succeeded in the ledger, but not activated";
    if (unit.state === "rolled-back" && undone === 0)
      return "rolled back in the ledger, but not on the device";
    if (unit.state === "failed" && (unit.isBack ? undone : effects) > 0)
      return "failed in the ledger, but activated";
    if (unit.state === "failed" && last !== "fail")
      return "failed in the ledger, but the device reports no failure";
    const isFinal = ["succeeded", "failed", "rolled-back"].includes(unit.state);
    if (isFinal && isBusy) {
      return `${unit.state} in the ledger while it runs`;
    }
    if (unit.state === "waiting" && (effects > 0 || isBusy) && unit.steps.length === 0) {
      return "activated, but the ledger has no step";
    }
    const isOpen = unit.steps.some((step) => step.isOpen);
    if (isOpen && isFinal) {
      return "an open step of a unit that is over";
    }
  }
  return devices.filter(({ isBusy }) => isBusy).length > 1
    ? "two of a group at the same time"
    : undefined;
}

function toStep({ fence, isOpen, outcome }: ModelStep): Step {
  const kinds = {
    succeeded: { outcome: "succeeded", confidence: "documented" },
    failed: { outcome: "failed", confidence: "documented" },
    denied: { outcome: "lost", versionEvidence: "denies" },
    unknown: { outcome: "lost", versionEvidence: "inconclusive" },
  } as const;
  return {
    ...{ host: "a", operation: "activate", state: isOpen ? "open" : "closed", fence },
    saved: {} as SavedOperation,
    ...(outcome && { outcome: { operation: "activate", ...kinds[outcome] } as Outcome }),
  };
}

function openStep(world: World, { unit, fence }: Worker): World {
  const found = world.units[unit] as ModelUnit;
  return setUnit(world, unit, { ...found, steps: [...found.steps, { fence, isOpen: true }] });
}

function closeStep(world: World, unit: number, outcome: StepOutcome): World {
  const found = world.units[unit] as ModelUnit;
  const assessed = assess(
    { operation: "activate" },
    toStep({ fence: 0, isOpen: false, outcome }).outcome as Outcome,
    true,
  );
  if (assessed === "unknown") return world;
  const steps = found.steps.map((step) =>
    step.isOpen ? { ...step, isOpen: false, outcome } : step,
  );
  const taken = found.taken || (outcome === "succeeded" && !ofRollback(found));
  return setUnit(world, unit, { ...found, taken, steps });
}

function violated(world: World, violation: string | undefined): World {
  return violation === undefined ? world : { ...world, violation };
}

function setUnit(world: World, index: number, unit: ModelUnit): World {
  return { ...world, units: world.units.with(index, unit) };
}

function setDevice(world: World, index: number, device: Device): World {
  // The device refuses a request whose token has no lock: as if it were lost.
  const messages = world.messages.filter(
    ({ unit, token }) => unit !== index || token === device.lock,
  );
  return { ...world, messages, devices: world.devices.with(index, device) };
}

function setWorker(world: World, index: number, worker: Worker): World {
  return { ...world, workers: world.workers.with(index, worker) };
}
