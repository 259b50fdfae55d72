import {
  type Bounds,
  initialWorld,
  nextWorlds,
  problemOf,
  type Rule,
  type World,
} from "./model.ts";

/** The result of an exploration. */
export interface Exploration {
  readonly states: number;
  /** The first violation, with the shortest way to it. */
  readonly violation?: { readonly problem: string; readonly events: readonly string[] };
}

interface Visited {
  readonly world: World;
  readonly before?: Visited;
  readonly event: string;
}

/** Visits every state that a rollout can reach, the nearest first. Stops at a violation. */
export function explore(bounds: Bounds, without?: Rule): Exploration {
  const seen = new Set<string>();
  let level: Visited[] = [{ world: initialWorld(bounds), event: "" }];
  while (level.length > 0) {
    const next: Visited[] = [];
    for (const visited of level) {
      const problem = problemOf(visited.world);
      if (problem !== undefined) {
        return { states: seen.size, violation: { problem, events: wayTo(visited) } };
      }
      for (const [event, world] of nextWorlds(visited.world, without, bounds)) {
        const key = keyOf(world);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ world, before: visited, event });
      }
    }
    level = next;
  }
  return { states: seen.size };
}

function wayTo(visited: Visited): string[] {
  const events: string[] = [];
  for (let at: Visited | undefined = visited; at?.before; at = at.before) events.unshift(at.event);
  return events;
}

/** The workers are alike. */
function keyOf({ units, devices, workers, messages, ...others }: World): string {
  const parts = [units, devices, messages].map((part) => part.map(textOf).join());
  return [...parts, workers.map(textOf).sort().join(), JSON.stringify(others)].join(" ");
}

const texts = new WeakMap<object, string>();

/** Returns an object as JSON. Most of a world is the same object as in the world before. */
function textOf(part: object): string {
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part);
  texts.set(part, text);
  return text;
}
