import { expect, test } from "vitest";
import { exploreWaves } from "./waves.ts";

// waves.long.spec.ts has more units.
test("no unit of three is started that a rule forbids, in every order", () => {
  const { states, starts, completed, rolledBack, problems } = exploreWaves([
    { name: "a", wave: "canary", sites: ["x"], groups: ["g"] },
    { name: "b", wave: "rest", sites: ["x"], groups: ["h"] },
    { name: "c", wave: "rest", sites: ["y"], groups: ["g"] },
  ]);
  expect(problems).toEqual([]);
  expect(states).toBeGreaterThan(2_000);
  expect(Math.min(starts, completed, rolledBack)).toBeGreaterThan(100);
});
