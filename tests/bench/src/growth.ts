import type { Figure } from "./figure.ts";
import { startProcess } from "./other-process.ts";

/**
 * Measures whether the heap of a device in memory grows with the number of requests.
 *
 * @param requests Requests per round, of all kinds, errors included. The first round is the reference.
 */
export async function growth({
  requests,
  rounds,
}: {
  requests: number;
  rounds: number;
}): Promise<Figure[]> {
  await using device = await startProcess<"ready", number, number>("./growth.process.ts", null);
  const first = await device.ask(requests);
  const heaps: number[] = [];
  for (let round = 0; round < rounds; round += 1) heaps.push(await device.ask(requests));
  const all = ((rounds + 1) * requests).toLocaleString("en");
  return [
    {
      what: `heap after up to ${all} requests, relative to that after ${requests.toLocaleString("en")}`,
      values: heaps.map((heap) => heap / first),
      unit: "×",
      bound: { of: "largest", atMost: 1.05 },
    },
    { what: "heap of the process", values: heaps.map((heap) => heap / 2 ** 20), unit: " MiB" },
  ];
}
