import { expect, test } from "vitest";
import { exploreWaves } from "./waves.ts";

test("no rule forbids a unit of five that is started, in every order", { timeout: 300_000 }, () => {
  const { states, starts, completed, rolledBack, problems } = exploreWaves([
    { name: "a", wave: "canary", sites: ["x"], groups: ["g"] },
    { name: "b", wave: "rest", sites: ["x"], groups: ["h"] },
    { name: "c", wave: "rest", sites: ["y"], groups: ["g"] },
    { name: "d", wave: "rest", sites: ["z"], groups: ["h"] },
    { name: "e", wave: "rest", sites: ["x"], groups: [] },
  ]);
  expect(problems).toEqual([]);
  expect(states).toBeGreaterThan(20_000);
  expect(Math.min(starts, completed, rolledBack)).toBeGreaterThan(100);
});
