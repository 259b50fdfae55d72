import { expect, test } from "vitest";
import { runDemo } from "./demo.ts";

test("the demonstration ends with a proven activation and with one that the device refuses", async () => {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(text);
  const outcomes = await runDemo({ heading: print, step: print, result: print }, 20);
  expect(
    outcomes.map((one) => [one.operation, one.outcome, "confidence" in one && one.confidence]),
  ).toEqual([
    ["verify", "succeeded", "proven"],
    ["save", "succeeded", "proven"],
    ["activate", "succeeded", "proven"],
    ["verify", "succeeded", "proven"],
    ["save", "succeeded", "proven"],
    ["activate", "failed", "proven"],
  ]);
  const told = lines.join("\n");
  expect(told).toContain("the running version went from 1 to 2");
  expect(told).toContain('realm "core" refers to network-interface "M00", which does not exist');
  expect(told).toContain("Version 3 is saved; version 2 still runs.");
});
