import { expect, test } from "vitest";
import { executeRequests, virtualSbc } from "../testing/virtual-sbc.ts";
import type { Transport } from "../transport/transport.ts";

/** A transport that stops responding when `hangs` returns true. */
function hanging(to: Transport, hangs: () => boolean): Transport {
  return {
    request: (request) =>
      hangs()
        ? new Promise((_, reject) => {
            request.signal?.addEventListener("abort", () => reject(request.signal?.reason));
          })
        : to.request(request),
    close: () => to.close(),
  };
}

async function hangingAfter(id: string) {
  const first = await virtualSbc();
  const { device, clock } = first;
  executeRequests(device, clock, { takesMs: 1_000 });
  const transport = hanging(device, () => device.ids().some((called) => called === id));
  return { ...(await virtualSbc({ transport, clock })), device, clock };
}

test("a commit ends within two seconds after its deadline if the device hangs after the 202", async () => {
  const { sbc, clock } = await hangingAfter("saveVerifyOrRestore");
  const since = clock.now();
  const result = await sbc.commit({ timeoutMs: 10_000 });
  expect(result).toMatchObject({ outcome: "timed-out", last: { operation: "verify" } });
  expect(result.lockError).toBeDefined();
  expect(clock.now() - since).toBeLessThanOrEqual(12_500);
});

test("a commit submits nothing after its deadline, and releases the lock", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.operationState = { operation: "backup", status: "inProgress" };
  const since = clock.now();
  const committing = sbc.commit({ timeoutMs: 10_000, waitForIdleMs: 600_000 });
  await expect(committing).rejects.toMatchObject({ code: "busy" });
  expect(clock.now() - since).toBeLessThanOrEqual(12_000);
  expect(device.ids("saveVerifyOrRestore")).toEqual([]);
  expect(device.ids("unlockConfiguration")).toHaveLength(1);
});

test("a commit whose lock never comes ends at its deadline", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.next.lockConfiguration = Array.from({ length: 99 }, () => ({ status: 423 }));
  const committing = sbc.commit({ timeoutMs: 10_000, waitForLockMs: 600_000 });
  await expect(committing).rejects.toMatchObject({ code: "locked" });
  expect(clock.now()).toBe(10_000);
});

test("ends a wait whose end was seen although the system status always fails", async () => {
  const { sbc, device, clock } = await virtualSbc();
  device.operationState = { operation: "save", status: "success" };
  executeRequests(device, clock, { takesMs: 1_000 });
  await sbc.lock();
  const activation = await sbc.activate();
  device.next.getSystemStatus = Array.from({ length: 999 }, () => ({ status: 500 }));
  expect(await activation.wait()).toMatchObject({
    outcome: "succeeded",
    confidence: "probable",
  });
  expect(clock.now()).toBeLessThan(20_000);
});

const times = [Number.NaN, -1, Number.POSITIVE_INFINITY, "5" as unknown as number];
test.each(times)("refuses %s as a time, by the name of the option", async (ms) => {
  const { sbc, device } = await virtualSbc();
  const invalid = (option: string) => ({ code: "invalid-option", option });
  await expect(sbc.commit({ timeoutMs: ms })).rejects.toMatchObject(invalid("timeoutMs"));
  await expect(sbc.commit({ waitForLockMs: ms })).rejects.toMatchObject(invalid("waitForLockMs"));
  await expect(sbc.lock({ waitMs: ms })).rejects.toMatchObject(invalid("waitMs"));
  await expect(sbc.verify({ waitForIdleMs: ms })).rejects.toMatchObject(invalid("waitForIdleMs"));
  await expect(virtualSbc({ statusLagMs: ms })).rejects.toMatchObject(invalid("statusLagMs"));
  expect(device.ids("saveVerifyOrRestore", "lockConfiguration")).toEqual([]);
  const operation = await sbc.verify();
  await expect(operation.wait({ timeoutMs: ms })).rejects.toMatchObject(invalid("timeoutMs"));
});
