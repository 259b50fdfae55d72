import type { Act, Client } from "./client.ts";
import { ClientModel, mayReadStatus } from "./client-model.ts";
import { type Conduct, rightConduct } from "./conduct.ts";
import { type Deed, deedsIn } from "./deeds.ts";
import type { Graph, Step } from "./explore.ts";
import { initialWorlds } from "./initial-worlds.ts";
import { type Interned, Interning } from "./interning.ts";
import { mayReturn, type Rules } from "./rules.ts";
import { type Host, type Job, versionsOf, type World, worldKey } from "./world.ts";

/** Our client in its world. */
export interface State {
  readonly world: Interned<World>;
  readonly client: Interned<Client>;
}

/** What leads from one state to the next: something that happens, or something that our client does. */
export type Attribution = Deed | Act;

/** Every step of the world and every step of our client, in every order. */
export function model(rules: Rules, conduct: Conduct = rightConduct): Graph<State, Attribution> {
  const ours = new ClientModel(rules, conduct);
  const worlds = new Interning<World>(worldKey);
  // As our client sees more or less of a world, there is more or less of it to be remembered.
  const views: Partial<Record<View, Interned<World>[]>> = {};
  const seenBy = ({ id, value }: Interned<World>, client: Interned<Client>): Interned<World> => {
    const view = viewOf(client, value);
    views[view] ??= [];
    const seen = views[view];
    seen[id] ??= worlds.of(reduce(value, view, rules));
    return seen[id];
  };
  const deeds: DeedStep[][] = [];
  const deedsOf = ({ id, value }: Interned<World>): DeedStep[] => {
    deeds[id] ??= deedsIn(value, rules).map(({ deed, world }) => ({
      attribution: deed,
      world: worlds.of(world),
    }));
    return deeds[id];
  };
  const readers = new Map<number, boolean>();
  const viewOf = (client: Interned<Client>, world: World): View => {
    const { currentVersion, runningVersion } = world.versions;
    const key = client.id * 100 + currentVersion * 10 + runningVersion;
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
      const steps: Step<State, Attribution>[] = [];
      for (const { act, client: next, world: changed } of ours.steps(client, world.value)) {
        const left = changed === world.value ? world : worlds.of(changed);
        steps.push({ attribution: act, state: { world: seenBy(left, next), client: next } });
      }
      // What happened before our client came is in the initial worlds; after the end nothing counts.
      if (client === ours.start || steps.length === 0) return steps;
      for (const { attribution, world: next } of deedsOf(world)) {
        steps.push({ attribution, state: { world: seenBy(next, client), client } });
      }
      return steps;
    },
  };
}

interface DeedStep {
  readonly attribution: Deed;
  readonly world: Interned<World>;
}

/** What of a world still counts for a client, and for what is true at its end. */
type View = `${"whole" | "without slots"}${"" | ", lock lost"}` | "truth" | "nothing";

function viewFor(client: Client, { token }: World, isReader: boolean): View {
  switch (client.at) {
    case "ended":
      return "truth";
    case "timed out":
    case "refused":
      return "nothing";
    default: {
      const view = isReader ? "whole" : "without slots";
      const isLost = "poll" in client && client.poll.value.wait.lock === "lost";
      const isOver = token === "ended" && client.at !== "baseline";
      return isLost || isOver ? `${view}, lock lost` : view;
    }
  }
}

/** Forgets what will never be looked at again, so that worlds that differ in nothing else are one. */
function reduce(world: World, view: View, rules: Rules): World {
  switch (view) {
    case "whole, lock lost":
      return reduce(forgetTokens(world), "whole", rules);
    case "without slots, lock lost":
      return reduce(forgetTokens(world), "without slots", rules);
    case "whole":
      if (world.active === "a" || mayReturn(rules)) return world;
      return { ...forgetSlot(world, "a"), restarted: { ...world.restarted, a: false } };
    case "without slots":
      return { ...forgetSlot(forgetSlot(world, "a"), "b"), time: "late" };
    case "truth":
      return { ...nothing, ours: world.ours, mover: world.mover };
    case "nothing":
      return nothing;
  }
}

/** Once our client counts the lock as lost, it only matters whether others can issue requests. */
function forgetTokens({ lock, token, ...world }: World): World {
  const known = token === "ended" ? token : "new";
  return { ...world, lock, token: known, life: "over", holder: lock === "ours" ? "lost" : "first" };
}

function forgetSlot(world: World, host: Host): World {
  const jobs = world.jobs.flatMap((job): Job[] => {
    if (job.at !== host) return [job];
    return job.end ? [] : [{ ...job, place: "covered" }];
  });
  return { ...world, slots: { ...world.slots, [host]: undefined }, jobs };
}

const nothing: World = {
  active: "a",
  slots: { a: undefined, b: undefined },
  jobs: [],
  versions: versionsOf(0, 0),
  mover: "nobody",
  lock: "free",
  token: "ended",
  holder: "first",
  life: "over",
  restarted: { a: false, b: false },
  time: "late",
  ours: "not taken",
};
