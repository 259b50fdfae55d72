// Kills a worker before and after each request and each write. crashes.long.spec.ts has further devices and changes.

import { test } from "vitest";
import { expectNoDuplicate } from "../testing/death.ts";

const durations = { verify: 200, save: 200, activate: 300 };

test("no crash activates a device twice, or claims what is not so", {
  timeout: 120_000,
}, async () => {
  await expectNoDuplicate({ durations });
});
