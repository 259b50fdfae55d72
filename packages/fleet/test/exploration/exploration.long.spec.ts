import { expect, test } from "vitest";
import { explore } from "./explore.ts";

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
