import { expect, test } from "vitest";
import { explore } from "./explore.ts";

test.each([
  { units: 2, claims: 2, crashes: 1, retries: 0, aborts: true },
  { units: 1, claims: 2, crashes: 0, retries: 1, aborts: true },
  { units: 1, claims: 2, crashes: 1, retries: 0, aborts: false, rollbacks: true },
])("no rule is violated with two claims of %j", { timeout: 300_000 }, (bounds) => {
  const { states, violation } = explore(bounds);
  expect(violation).toBeUndefined();
  expect(states).toBeGreaterThan(20_000);
});

const common = { claims: 3, crashes: 1, retries: 0, aborts: false };

test.each([
  { units: 1 },
  { units: 2 },
  { units: 1, rollbacks: true },
  { units: 2, crashes: 0, rollbacks: true },
])("no rule is violated with three claims of %j", { timeout: 300_000 }, (units) => {
  const { states, violation } = explore({ ...common, ...units });
  expect(violation).toBeUndefined();
  expect(states).toBeGreaterThan(100_000);
});
