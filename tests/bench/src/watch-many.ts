import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { startProcess } from "./other-process.ts";
import { type ServedDevice, serveDevices } from "./serve-devices.ts";

/** The poller and its devices. */
export interface Subject {
  readonly by: "client" | "bare";
  readonly devices: readonly ServedDevice[];
}

/** Figures of one subject in one round. */
export interface Polled {
  /** CPU time per poll, in microseconds. */
  readonly micros: number;
  readonly pollsASecond: number;
  /** Memory per device, in bytes: used on the heap, and of the process. */
  readonly heapEach: number;
  readonly residentEach: number;
}

/**
 * Measures waits for an operation on each of many devices at once: polls per second, their CPU time
 * compared with bare undici on as many connections, the memory of each wait, and whether it grows.
 *
 * @param windowMs Polling time of each subject in each round.
 */
export async function watchMany({
  rounds,
  devices,
  windowMs,
}: {
  rounds: number;
  devices: number;
  windowMs: number;
}): Promise<Figure[]> {
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
      what: `CPU per poll, ${many}, waits relative to bare undici`,
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
      what: "heap per device, polled by undici alone",
      values: polled.bare.map((one) => kib(one.heapEach)),
      unit: " KiB",
    },
    {
      what: "memory of the process per watched device",
      values: polled.client.map((one) => kib(one.residentEach)),
      unit: " KiB",
    },
    {
      what: "heap per watched device after each round, relative to the first round",
      values: heaps.map((heap) => heap / (heaps[0] ?? Number.NaN)),
      unit: "×",
      // Varies by 5% either way. A leak of a dozen bytes per poll breaks the bound.
      bound: { of: "median", atMost: 1.05 },
    },
  ];
}

function start(subject: Subject) {
  return startProcess<"ready", number, Polled>("./watch-many.process.ts", subject);
}
