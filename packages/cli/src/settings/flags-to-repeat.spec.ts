import { expect, test } from "vitest";
import { flagsToRepeat } from "./flags-to-repeat.ts";
import type { Settings } from "./resolve-settings.ts";

const fromFlag = <Value>(value: Value) => ({
  value,
  layer: "flag" as const,
  trust: "flag" as const,
  source: "--x",
});

test("repeats every value of an option, with its unit, and no option of another source", () => {
  const settings: Settings = {
    host: fromFlag(["sbc"]),
    user: { ...fromFlag("admin"), layer: "user" },
    fingerprint: fromFlag(["AB:CD", "EF:01"]),
    requestTimeout: fromFlag(5_000),
    renewalField: fromFlag("none"),
    // No option of the commands that only read.
    acceptProbable: fromFlag(true),
  };
  expect(flagsToRepeat(settings)).toBe(
    " --fingerprint AB:CD --fingerprint EF:01 --request-timeout 5000ms --renewal-field none",
  );
});
