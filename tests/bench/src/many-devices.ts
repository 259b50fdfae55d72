import type { Figure } from "./figure.ts";
import { startProcess } from "./other-process.ts";

/**
 * Measures the memory of many reference devices in one process, each with its own users, token, lock and
 * request in progress. Each round runs in a new process.
 */
export async function manyDevices({
  rounds,
  devices,
}: {
  rounds: number;
  devices: number;
}): Promise<Figure[]> {
  const used: { readonly resident: number; readonly heap: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await using other = await startProcess<(typeof used)[number], never, never>(
      "./many-devices.process.ts",
      devices,
    );
    used.push(other.ready);
  }
  const many = `${devices.toLocaleString("en")} devices`;
  return [
    {
      what: `memory of the process, ${many}`,
      values: used.map(({ resident }) => resident / 1e6),
      unit: " MB",
      bound: { of: "largest", atMost: 500 },
    },
    {
      what: `heap per device, ${many}`,
      values: used.map(({ heap }) => heap / devices / 1024),
      unit: " KiB",
    },
  ];
}
