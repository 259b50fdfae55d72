import { setTimeout } from "node:timers/promises";
import { connect } from "@asyncstatus/client";
import type { Figure } from "./figure.ts";
import { serveDevices } from "./serve-devices.ts";
import { evenlySpread, type VirtualWait, virtualWait, waitForSuccess } from "./virtual-wait.ts";

const shortestMs = 100;
const longestMs = 4 * 3_600_000;

/**
 * Measures the time from the end of an operation until the wait for it resolves.
 *
 * @param operations Number of operations in virtual time, of 0.1 s to 4 h.
 * @param realMs Durations of the operations in real time.
 */
export async function waitDelay({
  operations,
  realMs,
}: {
  operations: number;
  realMs: readonly number[];
}): Promise<Figure[]> {
  const random = evenlySpread();
  const waits: VirtualWait[] = [];
  for (let i = 0; i < operations; i += 1) {
    const durationMs = shortestMs * (longestMs / shortestMs) ** (i / (operations - 1));
    waits.push(await virtualWait(durationMs, random));
  }
  const unseen: VirtualWait[] = [];
  for (let i = 0; i < 5; i += 1) {
    unseen.push(await virtualWait(shortestMs, random, async (sbc) => (await sbc.save()).wait()));
  }
  const many = `${operations} operations of 0.1 s to 4 h`;
  return [
    {
      what: `delay, relative to the current polling interval, ${many}`,
      values: waits.map(({ delayMs, intervalMs }) => delayMs / intervalMs),
      unit: "×",
      bound: { of: "largest", atMost: 1 },
    },
    {
      what: `delay, relative to 5 s or 5% of the duration, whichever is larger, ${many}`,
      values: waits.map(({ delayMs, durationMs }) => delayMs / Math.max(5_000, 0.05 * durationMs)),
      unit: "×",
      bound: { of: "largest", atMost: 1 },
    },
    {
      what: "delay for an operation of 0.1 s that repeats the previous one",
      values: unseen.map(({ delayMs }) => delayMs / 1000),
      unit: " s",
    },
    {
      what: `delay, relative to the current polling interval, ${realMs.length} operations in real time`,
      values: await inRealTime(realMs),
      unit: "×",
      bound: { of: "median", atMost: 1 },
    },
  ];
}

async function inRealTime(durationsMs: readonly number[]): Promise<number[]> {
  await using served = await serveDevices(durationsMs);
  return await Promise.all(
    served.devices.map(async ({ url, certificatePem, ...credentials }, i) => {
      const tls = { ca: certificatePem };
      await using sbc = await connect({ host: url, credentials, tls });
      await using _lock = await sbc.lock();
      // After that, the status shows no request from before the lock any more.
      await setTimeout(3_000);
      const { elapsedMs, intervalMs } = await waitForSuccess(await sbc.save());
      return (elapsedMs - (durationsMs[i] ?? Number.NaN)) / intervalMs;
    }),
  );
}
