import { expect, test } from "vitest";
import { stateNames } from "./state-name.ts";

test("no state stands twice", () => {
  expect(new Set(stateNames).size).toBe(stateNames.length);
});
