// However a verification ends, it releases the configuration lock and deletes the test element, or reports
// what may remain.

import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import type { Alteration } from "../testing/altered-device.ts";
import { hasTestElement, inMemory, isLockFree } from "../testing/in-memory.ts";
import { type VerifyOptions, verifyProvider } from "./verify-provider.ts";

const options = {
  allow: {
    operations: ["verify", "save", "activate"],
    testElement: { type: "session-agent", attributes: { hostname: "asyncstatus-test" } },
  },
  restVersions: ["v1.2"],
} satisfies Partial<VerifyOptions>;

async function countRequests(): Promise<number> {
  let requests = 0;
  const { options: provider } = inMemory((_request, respond) => {
    requests += 1;
    return respond();
  });
  await verifyProvider({ ...provider, ...options });
  return requests;
}

const count = await countRequests();

/** Acts before or after the device handles the nth request. */
function atRequest(nth: number, when: "before" | "after", act: () => void): Alteration {
  let requests = 0;
  return async (_request, respond) => {
    requests += 1;
    if (requests !== nth) return respond();
    if (when === "before") act();
    const response = await respond();
    if (when === "after") act();
    return response;
  };
}

const moments = Array.from({ length: count }, (_, index) => index + 1).flatMap((nth) => [
  { nth, when: "before" as const },
  { nth, when: "after" as const },
]);

test("sends enough requests to interrupt", () => {
  expect(count).toBeGreaterThan(35);
});

test.for(moments)("leaves nothing if interrupted $when request $nth", async (moment) => {
  const interruption = new AbortController();
  const { device, options: provider } = inMemory(
    atRequest(moment.nth, moment.when, () => interruption.abort()),
  );
  const { signal } = interruption;
  const report = await verifyProvider({ ...provider, ...options, signal });
  expect(isLockFree(device)).toBe(true);
  expect(report.lockWarning).toBeUndefined();
  expect(hasTestElement(device)).toBe(false);
  expect(report.elementWarning).toBeUndefined();
  // Nothing follows the last request.
  if (moment.nth < count) expect(exitCodeOf(report)).toBe(130);
});

test("leaves nothing if any connection fails, unless the response to a renewal is lost", async () => {
  const left: string[] = [];
  for (const { nth, when } of moments) {
    const { device, options: provider } = inMemory(
      atRequest(nth, when, () => {
        throw new TypeError("fetch failed");
      }),
    );
    const report = await verifyProvider({ ...provider, ...options });
    // It is reported if and only if the lock is held.
    expect({ nth, when, isReported: report.lockWarning !== undefined }).toEqual({
      nth,
      when,
      isReported: !isLockFree(device),
    });
    expect({ nth, when, isLeft: hasTestElement(device) }).toEqual({ nth, when, isLeft: false });
    expect(report.elementWarning).toBeUndefined();
    const last = report.transcript.entries.find(({ response }) => "failed" in response);
    if (report.lockWarning) left.push(`${when} ${last?.operationId} ${last?.request.form}`);
  }
  // The lock moved to an unknown token.
  expect(left).toEqual(["after requestToken token"]);
});

test("retries a failed release", async () => {
  let failures = 0;
  const { device, options: provider } = inMemory((request, respond) => {
    if (!request.url.endsWith("/unlock") || failures >= 2) return respond();
    failures += 1;
    throw new TypeError("fetch failed");
  });
  const report = await verifyProvider({ ...provider, ...options });
  expect(isLockFree(device)).toBe(true);
  expect(report.lockWarning).toBeUndefined();
});

test("reports a lock that can't be released", async () => {
  const { device, options: provider } = inMemory((request, respond) => {
    if (request.url.endsWith("/unlock")) throw new TypeError("fetch failed");
    return respond();
  });
  const report = await verifyProvider({ ...provider, ...options });
  expect(isLockFree(device)).toBe(false);
  expect(report.lockWarning).toMatch(/^The configuration lock may still be held: .*unlock/);
  expect(exitCodeOf(report)).not.toBe(0);
});

test("reports a release that fails with 500", async () => {
  const { options: provider } = inMemory((request, respond) =>
    request.url.endsWith("/unlock") ? new Response(null, { status: 500 }) : respond(),
  );
  const report = await verifyProvider({ ...provider, ...options });
  expect(report.lockWarning).toContain("the response to the unlock request was 500");
});
