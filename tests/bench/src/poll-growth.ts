import type { Figure } from "./figure.ts";
import { startProcess } from "./other-process.ts";
import { type ServedDevice, serveDevices } from "./serve-devices.ts";

export interface PollGrowthScale {
  /** Polls of each round, in memory and over TLS. */
  readonly inMemory: number;
  readonly overTls: number;
  /** The first, which the others are compared with, is one more. */
  readonly rounds: number;
}

/** Who is polled; without a device, it is a transport in memory. */
export interface Polled {
  readonly device?: ServedDevice;
}

/**
 * What is in use on the heap of a client after more and more polls, to what was after the first: a million
 * through all of the client but the socket, and some over TLS.
 */
export async function pollGrowth(
  { inMemory, overTls, rounds }: PollGrowthScale = { inMemory: 100_000, overTls: 5_000, rounds: 9 },
): Promise<Figure[]> {
  await using served = await serveDevices([null]);
  const [device] = served.devices;
  if (!device) throw new Error("unreachable: one device was asked for");
  const grown = async (where: string, polls: number, argument: Polled): Promise<Figure> => {
    const all = ((rounds + 1) * polls).toLocaleString("en");
    return {
      what: `heap in the course of ${all} polls, to that after ${polls.toLocaleString("en")}, ${where}`,
      values: await heaps(polls, rounds, argument),
      unit: "×",
      bound: { of: "largest", atMost: 1.05 },
    };
  };
  return [await grown("in memory", inMemory, {}), await grown("over TLS", overTls, { device })];
}

async function heaps(polls: number, rounds: number, argument: Polled): Promise<number[]> {
  await using client = await startProcess<"ready", number, number>(
    "./poll-growth.process.ts",
    argument,
  );
  const first = await client.ask(polls);
  const others: number[] = [];
  for (let round = 0; round < rounds; round += 1) others.push((await client.ask(polls)) / first);
  return others;
}
