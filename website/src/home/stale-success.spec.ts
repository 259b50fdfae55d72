import { expect, test } from "vitest";
import { playStaleSuccess } from "./stale-success.ts";

test("the home page's story: a success that is not ours comes before our failure, which is proven", async () => {
  const { readings, outcome, confidence, errorMessage } = await playStaleSuccess();
  expect(readings.map(({ status, attribution }) => `${status}: ${attribution}`)).toEqual([
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
