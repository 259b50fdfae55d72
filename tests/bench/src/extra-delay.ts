import { connect } from "@asyncstatus/client";
import { evenly } from "./evenly.ts";
import type { Figure } from "./figure.ts";
import { follow } from "./follow.ts";
import { type ServedDevice, serveDevices } from "./serve-devices.ts";
import { type VirtualWait, virtualWait } from "./virtual-wait.ts";

export interface ExtraDelayScale {
  /** How many operations are waited for in virtual time. */
  readonly operations: number;
  /** How long the operations take that are waited for in real time. */
  readonly realMs: readonly number[];
}

const shortestMs = 100;
const longestMs = 4 * 3_600_000;

/**
 * The time from the end of an operation until the wait for it resolves. It should be nothing but the
 * rest of the polling interval in which the operation ends.
 */
export async function extraDelay(
  { operations, realMs }: ExtraDelayScale = {
    operations: 300,
    realMs: [400, 700, 1_000, 1_300, 1_600, 1_900, 2_200, 2_500, 2_800, 3_100],
  },
): Promise<Figure[]> {
  const random = evenly();
  const waits: VirtualWait[] = [];
  for (let i = 0; i < operations; i += 1) {
    const durationMs = shortestMs * (longestMs / shortestMs) ** (i / (operations - 1));
    waits.push(await virtualWait(durationMs, random));
  }
  const unseen: VirtualWait[] = [];
  for (let i = 0; i < 5; i += 1) {
    unseen.push(await virtualWait(shortestMs, random, async (sbc) => follow(await sbc.save())));
  }
  const many = `${operations} operations of 0.1 s to 4 h`;
  return [
    {
      what: `delay to the polling interval in force, ${many}`,
      values: waits.map(({ delayMs, intervalMs }) => delayMs / intervalMs),
      unit: "×",
      bound: { of: "largest", atMost: 1 },
    },
    {
      what: `delay to 5 s or 5 % of the length, whichever is larger, ${many}`,
      values: waits.map(({ delayMs, durationMs }) => delayMs / Math.max(5_000, 0.05 * durationMs)),
      unit: "×",
      bound: { of: "largest", atMost: 1 },
    },
    {
      what: "delay, an operation of 0.1 s with the same name as the one before",
      values: unseen.map(({ delayMs }) => delayMs / 1000),
      unit: " s",
    },
    {
      what: `delay to the polling interval in force, ${realMs.length} operations in real time`,
      values: await inRealTime(realMs),
      unit: "×",
      bound: { of: "median", atMost: 1 },
    },
  ];
}

/** All at the same time. */
async function inRealTime(durationsMs: readonly number[]): Promise<number[]> {
  await using served = await serveDevices(durationsMs);
  return await Promise.all(
    served.devices.map(async (device, i) => {
      const { elapsedMs, intervalMs } = await saveOn(device);
      return (elapsedMs - (durationsMs[i] ?? Number.NaN)) / intervalMs;
    }),
  );
}

async function saveOn({ url, user, password, certificatePem }: ServedDevice) {
  await using sbc = await connect({
    host: url,
    credentials: { user, password },
    tls: { ca: certificatePem },
  });
  await using _lock = await sbc.lock();
  return await follow(await sbc.save());
}
