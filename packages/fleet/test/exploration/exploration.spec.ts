// Every interleaving of two workers with crashes, lost requests and responses, and the end of tokens, in small.
// exploration.long.spec.ts also has two units, aborts, retries, rollbacks and a further claim.

import { expect, test } from "vitest";
import { explore } from "./explore.ts";
import { type Bounds, type Rule, rules } from "./model.ts";

const oneUnit = { units: 1, claims: 2, crashes: 1, retries: 0, aborts: false };
const twoUnits = { units: 2, claims: 2, crashes: 1, retries: 0, aborts: true };
const rolledBack = {
  ...{ units: 1, claims: 2, crashes: 1, retries: 0, aborts: false, rollbacks: true },
};

test("no rule is violated with one unit, two claims and a crash", () => {
  const { states, violation } = explore(oneUnit);
  expect(violation).toBeUndefined();
  expect(states).toBeGreaterThan(20_000);
});

const consequences: Readonly<Record<Rule, string>> = {
  "a step is written before it is sent": "a unit was activated twice",
  "a step is written only with the last claim": "an open step of a unit that is over",
  "a result is written only with the last claim": "a unit that was needs-person became succeeded",
  "an open step is settled while the lock is held": "a unit was activated twice",
  "an open step is settled before another is sent": "a unit was activated twice",
  "an unknown outcome is not the end": "failed in the ledger, but activated",
  "a request is sent once": "a unit was activated twice",
  "units in progress count for the limits after a crash": "two of a group at the same time",
  "nothing waiting is claimed after an abort": "a unit began after an abort",
  "rollback only where taken": "a unit was rolled back on which the change was not taken",
};
const boundsOf: Readonly<Partial<Record<Rule, Bounds>>> = {
  "units in progress count for the limits after a crash": twoUnits,
  "nothing waiting is claimed after an abort": twoUnits,
  "rollback only where taken": rolledBack,
};

test.each(rules)("without the rule that %s, there is a violation", (rule) => {
  const { violation } = explore(boundsOf[rule] ?? oneUnit, rule);
  expect(violation?.problem).toBe(consequences[rule]);
});
