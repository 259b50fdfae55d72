import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { startProcess } from "./other-process.ts";
import { type ServedDevice, serveDevices } from "./serve-devices.ts";

export interface WatchManyScale {
  readonly rounds: number;
  readonly devices: number;
  /** How long each lane of each round polls. */
  readonly windowMs: number;
}

/** Who polls. */
export interface Lane {
  readonly by: "client" | "bare";
  readonly devices: readonly ServedDevice[];
}

/** What one lane of one round gave. */
export interface Polled {
  /** The CPU time of a poll. */
  readonly micros: number;
  readonly pollsASecond: number;
  /** Memory per device, in bytes: in use on the heap, and of the process in all. */
  readonly heapEach: number;
  readonly residentEach: number;
}

/**
 * What it takes to wait for the end of an operation on each of many devices at once, as fast as the
 * computer allows: how many polls, their CPU time against that of bare undici on as many connections,
 * the memory of each wait, and whether it grows.
 */
export async function watchMany(
  { rounds, devices, windowMs }: WatchManyScale = { rounds: 13, devices: 1_000, windowMs: 2_000 },
): Promise<Figure[]> {
  await using served = await serveDevices(Array.from({ length: devices }, () => null));
  await using client = await start({ by: "client", devices: served.devices });
  await using bare = await start({ by: "bare", devices: served.devices });
  const polled = await interleave(rounds, {
    client: () => client.ask(windowMs),
    bare: () => bare.ask(windowMs),
  });

  const many = `${devices.toLocaleString("en")} devices`;
  const micros = polled.client.map((one) => one.micros);
  const heaps = polled.client.map((one) => one.heapEach);
  const kib = (bytes: number) => bytes / 1024;
  return [
    {
      what: `polls a second, ${many}`,
      values: polled.client.map((one) => one.pollsASecond),
      unit: "",
    },
    {
      what: `CPU per poll, ${many}, waits to bare undici`,
      values: ratios(
        micros,
        polled.bare.map((one) => one.micros),
      ),
      unit: "×",
      bound: { of: "median", atMost: 2 },
    },
    { what: `CPU per poll of a wait, ${many}`, values: micros, unit: " µs" },
    { what: "heap per watched device", values: heaps.map(kib), unit: " KiB" },
    {
      what: "heap per device that bare undici polls",
      values: polled.bare.map((one) => kib(one.heapEach)),
      unit: " KiB",
    },
    {
      what: "memory of the process per watched device",
      values: polled.client.map((one) => kib(one.residentEach)),
      unit: " KiB",
    },
    {
      what: "heap per watched device after each round, to that after the first",
      values: heaps.map((heap) => heap / (heaps[0] ?? Number.NaN)),
      unit: "×",
      // It goes up and down by a twentieth. A dozen bytes a poll that are not set free would break it.
      bound: { of: "median", atMost: 1.05 },
    },
  ];
}

function start(lane: Lane) {
  return startProcess<"ready", number, Polled>("./watch-many.process.ts", lane);
}
