import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { startEach } from "./other-process.ts";
import { serveDevices } from "./serve-devices.ts";

/**
 * Measures the CPU time of `sbc.status()`, compared with the same request sent by undici's `request` alone,
 * with the same headers; the body is read and discarded. Each polls from a process of its own.
 *
 * @param polls Polls per subject and round.
 */
export async function cpuPerPoll({
  rounds,
  polls,
}: {
  rounds: number;
  polls: number;
}): Promise<Figure[]> {
  await using served = await serveDevices([null]);
  const [device] = served.devices;
  await using pollers = await startEach<"client" | "bare" | "control", Polls>(
    "./cpu-per-poll.process.ts",
    { client: ["client", device], bare: ["undici", device], control: ["undici", device] },
  );
  const figures: Figure[] = [];
  for (const concurrency of [1, 50]) {
    const micros = await interleave(rounds, pollers.subjects({ polls, concurrency }));
    const how = concurrency === 1 ? "one at a time" : `${concurrency} at a time`;
    figures.push(
      {
        what: `CPU per poll, client relative to bare undici, ${how}`,
        values: ratios(micros.client, micros.bare),
        unit: "×",
        bound: { of: "median", atMost: 1.3 },
      },
      {
        what: `control: bare undici relative to itself, ${how}`,
        values: ratios(micros.control, micros.bare),
        unit: "×",
      },
      { what: `CPU per poll of the client, ${how}`, values: micros.client, unit: " µs" },
    );
  }
  return figures;
}

/** The number of polls, and of those at a time. */
export interface Polls {
  readonly polls: number;
  readonly concurrency: number;
}
