// However a verification ends, it leaves no configuration lock behind, or says that it may have.

import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import type { Alteration } from "../testing/altered-device.ts";
import { inMemory, isLockFree } from "../testing/in-memory.ts";
import { type VerifyOptions, verifyProvider } from "./verify-provider.ts";

const options = {
  allow: { operations: ["verify", "save", "activate"] },
  restVersions: ["v1.2"],
} satisfies Partial<VerifyOptions>;

async function countRequests(): Promise<number> {
  let requests = 0;
  const { options: provider } = inMemory((_request, answer) => {
    requests += 1;
    return answer();
  });
  await verifyProvider({ ...provider, ...options });
  return requests;
}

const count = await countRequests();

/** Does something at the nth request, before the device gets it or after. */
function atRequest(nth: number, when: "before" | "after", act: () => void): Alteration {
  let requests = 0;
  return async (_request, answer) => {
    requests += 1;
    if (requests !== nth) return answer();
    if (when === "before") act();
    const right = await answer();
    if (when === "after") act();
    return right;
  };
}

const moments = Array.from({ length: count }, (_, index) => index + 1).flatMap((nth) => [
  { nth, when: "before" as const },
  { nth, when: "after" as const },
]);

test("there are requests enough to interrupt", () => {
  expect(count).toBeGreaterThan(35);
});

test.for(moments)("interrupted $when request $nth, it leaves no lock behind", async (moment) => {
  const interruption = new AbortController();
  const { device, options: provider } = inMemory(
    atRequest(moment.nth, moment.when, () => interruption.abort()),
  );
  const { signal } = interruption;
  const report = await verifyProvider({ ...provider, ...options, signal });
  expect(isLockFree(device)).toBe(true);
  expect(report.lockLeftBehind).toBeUndefined();
  // The last requests are those that nothing comes after.
  if (moment.nth < count) expect(exitCodeOf(report)).toBe(130);
});

test("cut off anywhere, it leaves no lock behind, but where a renewal's answer is lost", async () => {
  const left: string[] = [];
  for (const { nth, when } of moments) {
    const { device, options: provider } = inMemory(
      atRequest(nth, when, () => {
        throw new TypeError("fetch failed");
      }),
    );
    const report = await verifyProvider({ ...provider, ...options });
    // It is told of exactly where it is so.
    expect({ nth, when, isTold: report.lockLeftBehind !== undefined }).toEqual({
      nth,
      when,
      isTold: !isLockFree(device),
    });
    const last = report.transcript.entries.find(({ answer }) => "failed" in answer);
    if (report.lockLeftBehind) left.push(`${when} ${last?.operationId} ${last?.request.form}`);
  }
  // The lock went over to a token that nobody knows.
  expect(left).toEqual(["after requestToken token"]);
});

test("a release that fails is tried again", async () => {
  let failures = 0;
  const { device, options: provider } = inMemory((request, answer) => {
    if (!request.url.endsWith("/unlock") || failures >= 2) return answer();
    failures += 1;
    throw new TypeError("fetch failed");
  });
  const report = await verifyProvider({ ...provider, ...options });
  expect(isLockFree(device)).toBe(true);
  expect(report.lockLeftBehind).toBeUndefined();
});

test("a lock whose release fails for good is told of", async () => {
  const { device, options: provider } = inMemory((request, answer) => {
    if (request.url.endsWith("/unlock")) throw new TypeError("fetch failed");
    return answer();
  });
  const report = await verifyProvider({ ...provider, ...options });
  expect(isLockFree(device)).toBe(false);
  expect(report.lockLeftBehind).toMatch(/^The configuration lock may be left behind: .*unlock/);
  expect(exitCodeOf(report)).not.toBe(0);
});

test("a release that a device answers 500 is told of", async () => {
  const { options: provider } = inMemory((request, answer) =>
    request.url.endsWith("/unlock") ? new Response(null, { status: 500 }) : answer(),
  );
  const report = await verifyProvider({ ...provider, ...options });
  expect(report.lockLeftBehind).toContain("its release was answered 500");
});
