import { expect, test } from "vitest";
import { playStaleSuccess } from "./stale-success.ts";

test("the home page's story: a success that is not ours comes before our failure, which is proven", async () => {
  const { looks, outcome, confidence, errorMessage } = await playStaleSuccess();
  expect(looks.map(({ slot, label }) => `${slot}: ${label}`)).toEqual([
    "save success: stale",
    "save inProgress: ours",
    "save fail: ours",
  ]);
  expect({ outcome, confidence, errorMessage }).toEqual({
    outcome: "failed",
    confidence: "proven",
    errorMessage: "The disk is full.",
  });
});
