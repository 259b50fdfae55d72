import { evenly } from "./evenly.ts";
import type { Figure } from "./figure.ts";
import { type VirtualWait, virtualWait } from "./virtual-wait.ts";

export interface PollsPerOperationScale {
  /** How many operations of each length are waited for. */
  readonly rounds: number;
}

/** What a wait asks of the device, and how late it then knows. */
export async function pollsPerOperation(
  { rounds }: PollsPerOperationScale = { rounds: 20 },
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const random = evenly();
  for (const seconds of [1, 10, 100, 600, 1_000]) {
    const waits: VirtualWait[] = [];
    for (let i = 0; i < rounds; i += 1) {
      // A tenth longer at most, so that they do not all end at the same place between two looks.
      waits.push(await virtualWait(seconds * 1000 * (1 + 0.1 * (i / rounds)), random));
    }
    const length = `operations of ${seconds.toLocaleString("en")} s and up to a tenth more`;
    const tenMinutes = seconds === 600;
    figures.push(
      {
        what: `polls, ${length}`,
        values: waits.map(({ polls }) => polls),
        unit: "",
        ...(tenMinutes && { bound: { of: "largest", atMost: 120 } }),
      },
      {
        what: `delay to the length, ${length}`,
        values: waits.map(({ delayMs, durationMs }) => (100 * delayMs) / durationMs),
        unit: " %",
        ...(tenMinutes && { bound: { of: "largest", atMost: 5 } }),
      },
    );
    if (tenMinutes) {
      figures.push({
        what: `all other requests, ${length}`,
        values: waits.map(({ otherRequests }) => otherRequests),
        unit: "",
      });
    }
  }
  return figures;
}
