import { expect, test } from "vitest";
import { goOn } from "./go-on.ts";

const double = (value: number) => value * 2;

test("what is there is gone on with at once", () => {
  expect(goOn(1, double)).toBe(2);
});

test("what is not there yet is waited for", async () => {
  const result = goOn(Promise.resolve(1), double);
  expect(result).toBeInstanceOf(Promise);
  expect(await result).toBe(2);
});
