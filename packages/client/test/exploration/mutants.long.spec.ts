import { expect, test } from "vitest";
import { check } from "./check.ts";
import type { InvariantName } from "./invariants.ts";
import { mutants } from "./mutants.ts";
import type { Rules } from "./rules.ts";
import { breaks, proof } from "./scenes.ts";
import { story } from "./story.ts";

test("in the worlds of the mutants, the core itself does no such harm", () => {
  const worlds = new Map<string, { rules: Rules; harms: InvariantName[] }>();
  for (const { rules, breaks: harm } of mutants) {
    const key = JSON.stringify([rules, ...rules.broken]);
    const world = worlds.get(key) ?? { rules, harms: [] };
    world.harms.push(harm);
    worlds.set(key, world);
  }
  for (const { rules, harms } of worlds.values()) {
    const isSound = rules.broken.size === 0;
    const { counterexample } = check(rules, {}, isSound ? undefined : harms);
    expect(counterexample && story(counterexample.path)).toBeUndefined();
  }
}, 180_000);

test.for(breaks.filter((broken) => broken.breaks !== proof && broken.rules.resumes))(
  "what is proven does not rest on this: $assumption",
  { timeout: 180_000 },
  ({ rules }) => {
    const { counterexample } = check(rules, {}, [proof]);
    expect(counterexample && story(counterexample.path)).toBeUndefined();
  },
);
