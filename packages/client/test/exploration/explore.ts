import { NumberSet } from "./number-set.ts";

/** A graph, defined by its initial states and the steps from each state. */
export interface Graph<State, Transition> {
  readonly initial: readonly State[];
  /** Returns the same steps in the same order each time. */
  readonly steps: (state: State) => readonly Step<State, Transition>[];
  /** Returns a non-negative integer that identifies the state. */
  readonly key: (state: State) => number;
}

export interface Step<State, Transition> {
  readonly transition: Transition;
  /** The state after the step. */
  readonly state: State;
}

/** A path through the graph from an initial state. */
export interface Path<State, Transition> {
  readonly first: State;
  readonly steps: readonly Step<State, Transition>[];
}

/** Callbacks that end the exploration by returning true. */
export interface Visitor<State, Transition> {
  /** Called once with each state, and with a function that returns a shortest path to it. */
  readonly onState?: (state: State, path: () => Path<State, Transition>) => boolean;
  /** Called with each step from each state, and with a function that returns a shortest path that ends with it. */
  readonly onStep?: (
    from: State,
    step: Step<State, Transition>,
    path: () => Path<State, Transition>,
  ) => boolean;
}

/** The size of the graph that was explored. */
export interface Extent {
  readonly states: number;
  readonly steps: number;
  /** The number of steps to the farthest state. */
  readonly depth: number;
}

/** Visits every state, breadth first. */
export function explore<State extends object, Transition>(
  graph: Graph<State, Transition>,
  { onState, onStep }: Visitor<State, Transition>,
): Extent {
  const seen = new NumberSet();
  // For each state, in the order of `seen`: its predecessor, and the index of the step from it.
  const parents: number[] = [];
  const ordinals: number[] = [];
  let steps = 0;
  let level: Found<State>[] = [];

  const pathTo = (index: number): Path<State, Transition> => {
    const ordinalsTo: number[] = [];
    let at = index;
    for (let parent = parents[at] ?? -1; parent >= 0; parent = parents[at] ?? -1) {
      ordinalsTo.unshift(ordinals[at] ?? 0);
      at = parent;
    }
    return follow(graph, ordinals[at] ?? 0, ordinalsTo);
  };
  /** Returns true if the exploration ends. */
  const reach = (state: State, parent: number, ordinal: number, found: Found<State>[]): boolean => {
    const index = seen.size;
    if (!seen.add(graph.key(state))) return false;
    parents.push(parent);
    ordinals.push(ordinal);
    found.push({ state, index });
    return onState?.(state, () => pathTo(index)) ?? false;
  };

  for (const [ordinal, state] of graph.initial.entries()) {
    if (reach(state, -1, ordinal, level)) return { states: seen.size, steps, depth: 0 };
  }
  for (let depth = 0; ; depth += 1) {
    const found: Found<State>[] = [];
    for (const { state, index } of level) {
      let ordinal = 0;
      for (const step of graph.steps(state)) {
        steps += 1;
        const path = () => {
          const before = pathTo(index);
          return { ...before, steps: [...before.steps, step] };
        };
        const ends = onStep?.(state, step, path) || reach(step.state, index, ordinal, found);
        if (ends) return { states: seen.size, steps, depth: depth + 1 };
        ordinal += 1;
      }
    }
    if (found.length === 0) return { states: seen.size, steps, depth };
    level = found;
  }
}

interface Found<State> {
  readonly state: State;
  readonly index: number;
}

function follow<State extends object, Transition>(
  { initial, steps }: Graph<State, Transition>,
  start: number,
  ordinals: readonly number[],
): Path<State, Transition> {
  const first = initial[start];
  if (first === undefined) throw new Error(`no initial state ${start}`);
  let state: State = first;
  const path = ordinals.map((ordinal) => {
    const step = steps(state)[ordinal];
    if (!step) throw new Error("the steps of a state are not always the same");
    state = step.state;
    return step;
  });
  return { first, steps: path };
}
