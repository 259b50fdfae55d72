import type { Figure } from "./figure.ts";
import { evenlySpread, type VirtualWait, virtualWait } from "./virtual-wait.ts";

/**
 * Measures how often a wait polls the device and how late it resolves, by the duration of the operation.
 *
 * @param rounds Operations per duration.
 */
export async function waitPolls({ rounds }: { rounds: number }): Promise<Figure[]> {
  const figures: Figure[] = [];
  const random = evenlySpread();
  for (const seconds of [1, 10, 100, 600, 1_000]) {
    const waits: VirtualWait[] = [];
    for (let i = 0; i < rounds; i += 1) {
      // Up to a tenth longer, so that they end at different points between two polls.
      waits.push(await virtualWait(seconds * 1000 * (1 + 0.1 * (i / rounds)), random));
    }
    const most = seconds * 1.1;
    const duration = `operations of ${seconds.toLocaleString("en")} to ${most.toLocaleString("en")} s`;
    const isTenMinutes = seconds === 600;
    figures.push(
      {
        what: `polls, ${duration}`,
        values: waits.map(({ polls }) => polls),
        unit: "",
        ...(isTenMinutes && { bound: { of: "largest", atMost: 120 } }),
      },
      {
        what: `delay, relative to the duration, ${duration}`,
        values: waits.map(({ delayMs, durationMs }) => (100 * delayMs) / durationMs),
        unit: "%",
        ...(isTenMinutes && { bound: { of: "largest", atMost: 5 } }),
      },
    );
    if (isTenMinutes) {
      figures.push({
        what: `all other requests, ${duration}`,
        values: waits.map(({ otherRequests }) => otherRequests),
        unit: "",
      });
    }
  }
  return figures;
}
