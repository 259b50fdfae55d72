import { type Behavior, realBehavior } from "./behavior.ts";
import type { Act, Client } from "./client.ts";
import { ClientModel, mayReadStatus } from "./client-model.ts";
import type { Graph, Step } from "./explore.ts";
import { initialWorlds } from "./initial-worlds.ts";
import { type Interned, Interning } from "./interning.ts";
import { mayReturn, type Rules } from "./rules.ts";
import { type Host, type Job, versionsOf, type World, worldKey } from "./world.ts";
import { eventsIn, type WorldEvent } from "./world-events.ts";

/** The state of our client and its world. */
export interface State {
  readonly world: Interned<World>;
  readonly client: Interned<Client>;
}

/** An event, or an action of our client, that leads from one state to the next. */
export type Transition = WorldEvent | Act;

/** Returns the graph of all events and all actions of our client, in every order. */
export function model(rules: Rules, behavior: Behavior = realBehavior): Graph<State, Transition> {
  const ours = new ClientModel(rules, behavior);
  const worlds = new Interning<World>(worldKey);
  // A world is reduced to the part that its client can still read.
  const views: Partial<Record<View, Interned<World>[]>> = {};
  const seenBy = ({ id, value }: Interned<World>, client: Interned<Client>): Interned<World> => {
    const view = viewOf(client, value);
    views[view] ??= [];
    const seen = views[view];
    seen[id] ??= worlds.of(reduce(value, view, rules));
    return seen[id];
  };
  const events: EventStep[][] = [];
  const eventsOf = ({ id, value }: Interned<World>): EventStep[] => {
    events[id] ??= eventsIn(value, rules).map(({ event, world }) => ({
      transition: event,
      world: worlds.of(world),
    }));
    return events[id];
  };
  const readers = new Map<number, boolean>();
  const viewOf = (client: Interned<Client>, world: World): View => {
    const { versions, reported = versions } = world;
    const key = client.id * 10_000 + numberOf(versions) * 100 + numberOf(reported);
    const isReader = readers.get(key) ?? mayReadStatus(client.value, world);
    readers.set(key, isReader);
    return viewFor(client.value, world, isReader);
  };

  return {
    initial: initialWorlds(rules).map((world) => ({
      world: worlds.of(world),
      client: ours.start,
    })),
    key: ({ world, client }) => world.id * 2 ** 20 + client.id,
    steps: ({ world, client }) => {
      const steps: Step<State, Transition>[] = [];
      for (const { act, client: next, world: changed } of ours.steps(client, world.value)) {
        const left = changed === world.value ? world : worlds.of(changed);
        steps.push({ transition: act, state: { world: seenBy(left, next), client: next } });
      }
      // The initial worlds include earlier events; events after the end do not matter.
      if (client === ours.start || steps.length === 0) return steps;
      for (const { transition, world: next } of eventsOf(world)) {
        steps.push({ transition, state: { world: seenBy(next, client), client } });
      }
      return steps;
    },
  };
}

interface EventStep {
  readonly transition: WorldEvent;
  readonly world: Interned<World>;
}

function numberOf({ currentVersion, runningVersion }: World["versions"]): number {
  return currentVersion * 10 + runningVersion;
}

/** The part of a world that the client can still read, or that the invariants need. */
type View = `${"whole" | "without status"}${"" | ", lock lost"}` | "truth" | "nothing";

function viewFor(client: Client, { token }: World, isReader: boolean): View {
  switch (client.at) {
    case "ended":
      return "truth";
    case "timed out":
    case "refused":
      return "nothing";
    default: {
      const view = isReader ? "whole" : "without status";
      const isLost = "poll" in client && client.poll.value.wait.lock === "lost";
      const isOver = token === "ended" && client.at !== "baseline";
      return isLost || isOver ? `${view}, lock lost` : view;
    }
  }
}

/** Removes the parts that are never read again, so that worlds that differ only in them are the same. */
function reduce(world: World, view: View, rules: Rules): World {
  switch (view) {
    case "whole, lock lost":
      return reduce(forgetTokens(world), "whole", rules);
    case "without status, lock lost":
      return reduce(forgetTokens(world), "without status", rules);
    case "whole":
      if (world.active === "a" || mayReturn(rules)) return world;
      return { ...forgetSlot(world, "a"), restarted: { ...world.restarted, a: false } };
    case "without status":
      return { ...forgetSlot(forgetSlot(world, "a"), "b"), time: "late" };
    case "truth":
      return {
        ...nothing,
        ours: world.ours,
        changedBy: world.changedBy,
        isOnItsWay: world.isOnItsWay && world.lock === "ours" && world.holder === "first",
      };
    case "nothing":
      return nothing;
  }
}

/** Removes the tokens: after the loss of the lock, it only matters if others can submit requests. */
function forgetTokens({ lock, token, ...world }: World): World {
  const known = token === "ended" ? token : "new";
  return { ...world, lock, token: known, life: "over", holder: lock === "ours" ? "lost" : "first" };
}

function forgetSlot(world: World, host: Host): World {
  const jobs = world.jobs.flatMap((job): Job[] => {
    if (job.at !== host) return [job];
    return job.end ? [] : [{ ...job, place: "replaced" }];
  });
  return { ...world, slots: { ...world.slots, [host]: undefined }, jobs };
}

const nothing: World = {
  active: "a",
  slots: { a: undefined, b: undefined },
  jobs: [],
  versions: versionsOf(0, 0),
  changedBy: "no one",
  lock: "free",
  token: "ended",
  holder: "first",
  life: "over",
  restarted: { a: false, b: false },
  time: "late",
  ours: "not accepted",
  isOnItsWay: false,
};
