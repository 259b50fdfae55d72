import { type Clock, fetchTransport } from "@asyncstatus/client";
import { readInputs } from "@asyncstatus/model/hostile";
import { createInMemoryDevice, ManualClock } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import { verifyExitCodes } from "../command/verify-options.ts";
import { verifyProvider } from "./verify-provider.ts";

const inputs = readInputs();

/** Verifies a device whose asyncstatus is this body, whatever is asked. */
async function verify(body: Uint8Array) {
  const base64 = Buffer.from(body).toString("base64");
  const time = new ManualClock();
  const { fetch, url, user, password } = await createInMemoryDevice({
    clock: time,
    faults: [{ fault: "bytes", base64, on: "getAsyncStatus", times: 1_000 }],
  });
  const clock: Clock = {
    now: () => time.now(),
    date: () => new Date(Date.UTC(2026, 0, 1) + time.now()),
    sleep: async (milliseconds) => void time.advance(milliseconds),
    after: () => () => {},
  };
  return verifyProvider({
    url,
    credentials: { user, password },
    transport: fetchTransport({ fetch }),
    clock,
    restVersions: ["v1.2"],
  });
}

test("what cannot be read breaks what is said of asyncstatus alone, with a finding, and the rest is tried", async () => {
  for (const { name, body, want } of inputs) {
    if (!("code" in want)) continue;
    const report = await verify(body);
    const broken = report.checks.filter(({ result }) => result === "broken");
    const names = new Set(broken.map((check) => check.name.replace(/ \d+$/, "")));
    expect([...names], name).toEqual(["getAsyncStatus"]);
    expect(broken[0]?.findings.length, name).toBeGreaterThan(0);
    expect(report.ending, name).toEqual({ ended: "complete" });
    expect(exitCodeOf(report), name).toBe(verifyExitCodes.failed.code);
  }
});

test("what can be read holds or does not, and the rest is tried all the same", async () => {
  for (const { name, body, want } of inputs) {
    if ("code" in want) continue;
    const report = await verify(body);
    const results = report.checks.filter((check) => check.name === "getAsyncStatus 200");
    expect(["held", "broken", "assumption"], name).toContain(results[0]?.result);
    expect(report.ending, name).toEqual({ ended: "complete" });
  }
});
