import { createSelfSignedCertificate } from "@asyncstatus/server";
import type { Figure } from "./figure.ts";
import { startProcess } from "./other-process.ts";
import { startLane } from "./server-lane.ts";

export interface GrowthScale {
  /** Requests of each round, in memory and over TLS. */
  readonly inMemory: number;
  readonly overTls: number;
  /** The first, which the others are compared with, is one more. */
  readonly rounds: number;
}

/**
 * What is in use on the heap of a device after more and more requests, to what was after the first: in
 * memory, where they are of all kinds, and over TLS, each round on new connections.
 */
export async function growth(
  { inMemory, overTls, rounds }: GrowthScale = { inMemory: 100_000, overTls: 10_000, rounds: 9 },
): Promise<Figure[]> {
  const course = (requests: number) => {
    const all = ((rounds + 1) * requests).toLocaleString("en");
    return `heap in the course of ${all} requests, to that after ${requests.toLocaleString("en")}`;
  };
  const memory = await heapsInMemory(inMemory, rounds);
  const tls = await heapsOverTls(overTls, rounds);
  return [
    {
      what: `${course(inMemory)}, in memory`,
      values: toFirst(memory),
      unit: "×",
      bound: { of: "largest", atMost: 1.05 },
    },
    {
      what: `${course(overTls)}, over TLS`,
      values: toFirst(tls),
      unit: "×",
      bound: { of: "largest", atMost: 1.05 },
    },
    {
      what: "heap of the process, in memory",
      values: memory.map((one) => one / 2 ** 20),
      unit: " MiB",
    },
    {
      what: "heap of the process, over TLS",
      values: tls.map((one) => one / 2 ** 20),
      unit: " MiB",
    },
  ];
}

async function heapsInMemory(requests: number, rounds: number): Promise<number[]> {
  await using device = await startProcess<"ready", number, number>(
    "./growth.process.ts",
    undefined,
  );
  const heaps: number[] = [];
  for (let round = 0; round <= rounds; round += 1) heaps.push(await device.ask(requests));
  return heaps;
}

async function heapsOverTls(requests: number, rounds: number): Promise<number[]> {
  const tls = await createSelfSignedCertificate(["127.0.0.1"]);
  await using device = await startLane({ by: "device", tls });
  const heaps: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await using asker = await device.startAsker(50);
    await asker.ask(requests);
    heaps.push(await device.heap());
  }
  return heaps;
}

function toFirst([first = Number.NaN, ...others]: readonly number[]): number[] {
  return others.map((one) => one / first);
}
