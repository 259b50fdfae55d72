import { isTerminal } from "@asyncstatus/model";
import {
  accept,
  applyToVersions,
  finish,
  interrupt,
  isAccepting,
  isNext,
  register,
} from "./requests.ts";
import { otherOperation, type Rules } from "./rules.ts";
import { type End, type Host, type Job, type Operation, show, type World } from "./world.ts";

/** An event that does not depend on our client. */
export type WorldEvent =
  | { readonly kind: "is shown" | "pauses" | "continues"; readonly job: Job }
  | { readonly kind: "ends"; readonly job: Job; readonly end: End }
  | { readonly kind: "they submit"; readonly operation: Operation }
  | {
      readonly kind:
        | "our token expires"
        | "our first token expires by our clock"
        | "our first token expires on the device"
        | "the token that we did not receive expires"
        | "the lock is freed"
        | "time passes"
        | "switchover"
        | "the status is cleared"
        | "the error message is reworded"
        | "the versions catch up"
        | "our request arrives late"
        | "our request is refused"
        | "one of two systems succeeds";
    }
  | ({ readonly kind: "restart"; readonly host: Host } & Restart)
  | { readonly kind: "an older request shows"; readonly operationState: ReturnType<typeof show> };

interface Restart {
  readonly status: "kept" | "cleared";
  readonly runs: "the running configuration" | "the saved configuration";
}

export interface EventStep {
  readonly event: WorldEvent;
  readonly world: World;
}

/** Returns all events that are possible next. */
export function eventsIn(world: World, rules: Rules): EventStep[] {
  return [
    ...ofRequests(world, rules),
    ...ofOthers(world, rules),
    ...ofTime(world, rules),
    ...ofSystems(world, rules),
    ...ofSlot(world, rules),
    ...ofVersions(world),
    ...ofDelivery(world, rules),
  ];
}

function step(world: World, event: WorldEvent, change: Partial<World>): EventStep {
  return { event, world: { ...world, ...change } };
}

// Only our request has two reasons to fail: that of the request before, and another one.
const ends: Readonly<Record<Job["by"], readonly End[]>> = {
  us: ["success", "fail", "fail otherwise"],
  them: ["success", "fail"],
};

function ofRequests(world: World, rules: Rules): EventStep[] {
  return world.jobs.flatMap((job) => {
    const { operation, by, at, place } = job;
    const steps: EventStep[] = [];
    if (isNext(job, world))
      steps.push(step(world, { kind: "is shown", job }, register(world, job)));
    if (job.end) return steps;
    for (const end of ends[by]) {
      steps.push(step(world, { kind: "ends", job, end }, finish(world, job, end, rules)));
    }
    if (rules.broken.has("a finished status does not change") && by === "us" && place === "shown") {
      const slots = { ...world.slots, [at]: show(operation, "success") };
      steps.push(step(world, { kind: "one of two systems succeeds" }, { slots }));
    }
    if (rules.unknownStatuses && place === "shown") {
      const isPaused = world.slots[at] === show(operation, "paused");
      const operationState = show(operation, isPaused ? "inProgress" : "paused");
      const event = { kind: isPaused ? "continues" : "pauses", job } as const;
      steps.push(step(world, event, { slots: { ...world.slots, [at]: operationState } }));
    }
    return steps;
  });
}

function ofOthers(world: World, rules: Rules): EventStep[] {
  const steps: EventStep[] = [];
  const maySubmit = world.lock === "free" || rules.broken.has("the lock applies to every user");
  const running = world.jobs.filter(({ by }) => by === "them").length;
  if (maySubmit && running < rules.others && isAccepting(world, rules)) {
    for (const operation of [rules.operation, otherOperation(rules.operation)]) {
      const change = accept(world, operation, "them");
      steps.push(step(world, { kind: "they submit", operation }, change));
    }
  }
  if (world.lock === "ours" && rules.broken.has("the lock is held until its token expires")) {
    steps.push(step(world, { kind: "the lock is freed" }, { lock: "free" }));
  }
  return steps;
}

function ofTime(world: World, { broken, renewals }: Rules): EventStep[] {
  const steps: EventStep[] = [];
  const { token, holder, life, lock } = world;
  if (token === "first" || token === "renewed") {
    const freed = token === holder ? ({ lock: "free" } as const) : {};
    steps.push(step(world, { kind: "our token expires" }, { token: "ended", ...freed }));
  }
  if (renewals && life === "running") {
    const kind = "our first token expires by our clock";
    steps.push(step(world, { kind }, { life: "ending" }));
  }
  if (life === "ending") {
    const change: Partial<World> = {
      life: "over",
      ...(token === "first" && { token: "ended" }),
      ...(holder === "first" && { lock: "free" }),
    };
    steps.push(step(world, { kind: "our first token expires on the device" }, change));
  }
  if (life === "over" && holder === "lost" && lock === "ours")
    steps.push(
      step(world, { kind: "the token that we did not receive expires" }, { lock: "free" }),
    );
  const mustShow = world.jobs.some(({ by, place }) => by === "us" && place === "accepted");
  if (world.time === "early" && (!mustShow || broken.has("an accepted request is shown in time"))) {
    steps.push(step(world, { kind: "time passes" }, { time: "late" }));
  }
  return steps;
}

function ofSystems(world: World, rules: Rules): EventStep[] {
  const { active, restarted } = world;
  const steps: EventStep[] = [];
  const lock: Partial<World> = rules.broken.has("a restart or a switchover ends the lock")
    ? {}
    : { lock: "free" };
  const switchover = (to: Host) => {
    steps.push(step(world, { kind: "switchover" }, { active: to, ...lock }));
  };
  const restart = (host: Host, how: Restart) => {
    const { status, runs } = how;
    const change = {
      ...interrupt(world, host),
      // A restart takes longer than the versions lag behind.
      reported: undefined,
      restarted: { ...restarted, [host]: true },
      ...(status === "cleared" && { slots: { ...world.slots, [host]: undefined } }),
      ...(runs === "the saved configuration" &&
        applyToVersions(world, "activate", "a restart", rules)),
      ...(host === active && lock),
    };
    steps.push(step(world, { kind: "restart", host, ...how }, change));
  };

  if (rules.restarts) {
    for (const status of ["kept", "cleared"] as const) {
      for (const runs of ["the running configuration", "the saved configuration"] as const)
        restart(active, { status, runs });
    }
  }
  if (active === "a" && rules.switchovers) switchover("b");
  if (active === "b") {
    if (!restarted.a) restart("a", { status: "kept", runs: "the running configuration" });
    // The client detects a system that restarted before it becomes active again.
    const deceives = rules.broken.has("no system becomes active again without a restart");
    if (deceives || (rules.returns && restarted.a)) switchover("a");
  }
  return steps;
}

function ofVersions(world: World): EventStep[] {
  if (!world.reported) return [];
  return [step(world, { kind: "the versions catch up" }, { reported: undefined })];
}

/** Delivers a submission late. It is accepted if its token, the first one, has the lock. */
function ofDelivery(world: World, rules: Rules): EventStep[] {
  const { isOnItsWay, lock, holder } = world;
  if (!isOnItsWay) return [];
  const arrived = { ...world, isOnItsWay: false };
  const isValid = lock === "ours" && holder === "first";
  return isValid && isAccepting(world, rules)
    ? [step(arrived, { kind: "our request arrives late" }, accept(arrived, rules.operation, "us"))]
    : [step(arrived, { kind: "our request is refused" }, {})];
}

function ofSlot(world: World, { operation, broken, clears, rewords }: Rules): EventStep[] {
  const steps: EventStep[] = [];
  const shown = world.slots[world.active];
  if (clears && shown && isTerminal(shown.status)) {
    const slots = { ...world.slots, [world.active]: undefined };
    steps.push(step(world, { kind: "the status is cleared" }, { slots }));
  }
  if (rewords && shown === show(operation, "fail")) {
    const slots = { ...world.slots, [world.active]: show(operation, "fail otherwise") };
    steps.push(step(world, { kind: "the error message is reworded" }, { slots }));
  }
  if (!broken.has("the status shows the most recent request")) return steps;
  return (["success", "fail"] as const).map((end) => {
    const operationState = show(operation, end);
    const slots = { ...world.slots, [world.active]: operationState };
    return step(world, { kind: "an older request shows", operationState }, { slots });
  });
}
