import type { Figure } from "./figure.ts";
import { startProcess } from "./other-process.ts";

export interface ManyDevicesScale {
  readonly rounds: number;
  readonly devices: number;
}

/** In bytes: of the process in all, and in use on the heap. */
export interface Memory {
  readonly resident: number;
  readonly heap: number;
}

/**
 * What it takes to have many reference devices in one process, each with its own handler, users, token,
 * lock and request in progress. Each round has a process of its own: what one gives back is not another's.
 */
export async function manyDevices(
  { rounds, devices }: ManyDevicesScale = { rounds: 5, devices: 10_000 },
): Promise<Figure[]> {
  const taken: Memory[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await using other = await startProcess<Memory, never, never>(
      "./many-devices.process.ts",
      devices,
    );
    taken.push(other.ready);
  }
  const many = `${devices.toLocaleString("en")} devices`;
  return [
    {
      what: `memory of the process, ${many}`,
      values: taken.map(({ resident }) => resident / 1e6),
      unit: " MB",
      bound: { of: "largest", atMost: 500 },
    },
    {
      what: `heap per device, ${many}`,
      values: taken.map(({ heap }) => heap / devices / 1024),
      unit: " KiB",
    },
  ];
}
