import { readInputs } from "@asyncstatus/model/hostile";
import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import { verifyExitCodes } from "../command/verify-options.ts";
import { inMemory } from "../testing/in-memory.ts";
import { verifyProvider } from "./verify-provider.ts";

const inputs = readInputs();

/** Verifies a device whose asyncstatus is always this body. */
function verify(body: Uint8Array<ArrayBuffer>) {
  const { options } = inMemory((request, respond) =>
    request.url.endsWith("/v1.2/admin/asyncstatus")
      ? new Response(body, { headers: { "content-type": "application/xml" } })
      : respond(),
  );
  return verifyProvider({ ...options, restVersions: ["v1.2"] });
}

test("an unreadable body fails the check of asyncstatus alone, with a finding", async () => {
  for (const { name, body, want } of inputs) {
    if (!("code" in want)) continue;
    const report = await verify(body);
    const failed = report.checks.filter(({ result }) => result === "failed");
    const names = new Set(failed.map((check) => check.name.replace(/ \d+$/, "")));
    expect([...names], name).toEqual(["getAsyncStatus"]);
    expect(failed[0]?.findings.length, name).toBeGreaterThan(0);
    expect(report.completion, name).toEqual({ status: "complete" });
    expect(exitCodeOf(report), name).toBe(verifyExitCodes.failed.code);
  }
});

test("a readable body passes or fails, and all other checks run", async () => {
  for (const { name, body, want } of inputs) {
    if ("code" in want) continue;
    const report = await verify(body);
    const results = report.checks.filter((check) => check.name === "getAsyncStatus 200");
    expect(["passed", "failed", "assumption-wrong"], name).toContain(results[0]?.result);
    expect(report.completion, name).toEqual({ status: "complete" });
  }
});
