import { isTerminal } from "@asyncstatus/model";
import { cutShort, finish, isAccepting, isNext, register, take, takeEffect } from "./requests.ts";
import { otherName, type Rules } from "./rules.ts";
import { type End, type Host, type Job, type Name, show, type World } from "./world.ts";

/** Something that happens, whatever our client does. */
export type Deed =
  | { readonly kind: "is shown" | "pauses" | "goes on"; readonly job: Job }
  | { readonly kind: "ends"; readonly job: Job; readonly end: End }
  | { readonly kind: "they issue"; readonly operation: Name }
  | {
      readonly kind:
        | "our token ends"
        | "the life of our first token is over by our count"
        | "the device ends our first token"
        | "the token that we do not know ends"
        | "the lock is freed"
        | "time passes"
        | "switchover"
        | "the slot is emptied";
    }
  | ({ readonly kind: "restart"; readonly host: Host } & Restart)
  | { readonly kind: "an older request shows"; readonly operationState: ReturnType<typeof show> };

interface Restart {
  readonly operationState: "kept" | "blank";
  readonly runs: "what it ran" | "what is saved";
}

export interface DeedStep {
  readonly deed: Deed;
  readonly world: World;
}

/** Everything that may happen next. */
export function deedsIn(world: World, rules: Rules): DeedStep[] {
  return [
    ...ofRequests(world, rules),
    ...ofOthers(world, rules),
    ...ofTime(world, rules),
    ...ofSystems(world, rules),
    ...ofSlot(world, rules),
  ];
}

function step(world: World, deed: Deed, change: Partial<World>): DeedStep {
  return { deed, world: { ...world, ...change } };
}

// Only our request has two reasons to fail, so that it may fail as the one before did, or otherwise.
const ends: Readonly<Record<Job["by"], readonly End[]>> = {
  us: ["success", "fail", "fail otherwise"],
  them: ["success", "fail"],
};

function ofRequests(world: World, rules: Rules): DeedStep[] {
  return world.jobs.flatMap((job) => {
    const { operation, by, at, place } = job;
    const steps: DeedStep[] = [];
    if (isNext(job, world))
      steps.push(step(world, { kind: "is shown", job }, register(world, job)));
    if (job.end) return steps;
    for (const end of ends[by]) {
      steps.push(step(world, { kind: "ends", job, end }, finish(world, job, end, rules)));
    }
    if (rules.words && place === "shown") {
      const isPaused = world.slots[at] === show(operation, "paused");
      const operationState = show(operation, isPaused ? "inProgress" : "paused");
      const deed = { kind: isPaused ? "goes on" : "pauses", job } as const;
      steps.push(step(world, deed, { slots: { ...world.slots, [at]: operationState } }));
    }
    return steps;
  });
}

function ofOthers(world: World, rules: Rules): DeedStep[] {
  const steps: DeedStep[] = [];
  const mayIssue = world.lock === "free" || rules.broken.has("the lock binds everybody");
  const atWork = world.jobs.filter(({ by }) => by === "them").length;
  if (mayIssue && atWork < rules.others && isAccepting(world, rules)) {
    for (const operation of [rules.operation, otherName(rules.operation)]) {
      const change = take(world, operation, "them");
      steps.push(step(world, { kind: "they issue", operation }, change));
    }
  }
  if (world.lock === "ours" && rules.broken.has("the lock stays with its token")) {
    steps.push(step(world, { kind: "the lock is freed" }, { lock: "free" }));
  }
  return steps;
}

function ofTime(world: World, { broken, renewals }: Rules): DeedStep[] {
  const steps: DeedStep[] = [];
  const { token, holder, life, lock } = world;
  if (token === "first" || token === "renewed") {
    const freed = token === holder ? ({ lock: "free" } as const) : {};
    steps.push(step(world, { kind: "our token ends" }, { token: "ended", ...freed }));
  }
  if (renewals && life === "running") {
    const kind = "the life of our first token is over by our count";
    steps.push(step(world, { kind }, { life: "counted out" }));
  }
  if (life === "counted out") {
    const change: Partial<World> = {
      life: "over",
      ...(token === "first" && { token: "ended" }),
      ...(holder === "first" && { lock: "free" }),
    };
    steps.push(step(world, { kind: "the device ends our first token" }, change));
  }
  if (life === "over" && holder === "lost" && lock === "ours")
    steps.push(step(world, { kind: "the token that we do not know ends" }, { lock: "free" }));
  const mustShow = world.jobs.some(({ by, place }) => by === "us" && place === "taken");
  if (world.time === "early" && (!mustShow || broken.has("what was taken is shown in time"))) {
    steps.push(step(world, { kind: "time passes" }, { time: "late" }));
  }
  return steps;
}

function ofSystems(world: World, rules: Rules): DeedStep[] {
  const { active, restarted } = world;
  const steps: DeedStep[] = [];
  const lock: Partial<World> = rules.broken.has("the lock ends with its system")
    ? {}
    : { lock: "free" };
  const switchover = (to: Host) => {
    steps.push(step(world, { kind: "switchover" }, { active: to, ...lock }));
  };
  const restart = (host: Host, how: Restart) => {
    const { operationState, runs } = how;
    const change = {
      ...cutShort(world, host),
      restarted: { ...restarted, [host]: true },
      ...(operationState === "blank" && { slots: { ...world.slots, [host]: undefined } }),
      ...(runs === "what is saved" && takeEffect(world, "activate", "a restart", rules)),
      ...(host === active && lock),
    };
    steps.push(step(world, { kind: "restart", host, ...how }, change));
  };

  if (rules.restarts) {
    for (const operationState of ["kept", "blank"] as const) {
      for (const runs of ["what it ran", "what is saved"] as const)
        restart(active, { operationState, runs });
    }
  }
  if (active === "a" && rules.switchovers) switchover("b");
  if (active === "b") {
    if (!restarted.a) restart("a", { operationState: "kept", runs: "what it ran" });
    // Where it shows that the system has restarted meanwhile, switching back deceives nobody.
    const deceives = rules.broken.has("no switchover is undone");
    if (deceives || (rules.returns && restarted.a)) switchover("a");
  }
  return steps;
}

function ofSlot(world: World, { operation, broken, forgets }: Rules): DeedStep[] {
  const steps: DeedStep[] = [];
  const shown = world.slots[world.active];
  if (forgets && shown && isTerminal(shown.status)) {
    const slots = { ...world.slots, [world.active]: undefined };
    steps.push(step(world, { kind: "the slot is emptied" }, { slots }));
  }
  if (!broken.has("the slot shows the last one issued")) return steps;
  return (["success", "fail"] as const).map((end) => {
    const operationState = show(operation, end);
    const slots = { ...world.slots, [world.active]: operationState };
    return step(world, { kind: "an older request shows", operationState }, { slots });
  });
}
