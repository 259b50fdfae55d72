import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import type { OtherClient } from "./other-pollers.ts";
import { startProcess } from "./other-process.ts";
import { type ServedDevice, serveDevices } from "./serve-devices.ts";

export interface CpuPerPollScale {
  readonly rounds: number;
  /** Polls of one lane in one round. */
  readonly polls: number;
}

/** Who polls. */
export interface Lane {
  readonly by: "client" | OtherClient;
  readonly device: ServedDevice;
}

/** How often, and how many polls at the same time. */
export interface Polls {
  readonly polls: number;
  readonly atOnce: number;
}

/**
 * What a poll costs by the client, against the bare transport that is under it: the same request over
 * the same kind of connection, the body read and thrown away. Each polls from a process of its own, as
 * each would where it is used: code that two share is not compiled for both.
 */
export async function cpuPerPoll(
  { rounds, polls }: CpuPerPollScale = { rounds: 25, polls: 1_000 },
): Promise<Figure[]> {
  await using served = await serveDevices([null]);
  const [device] = served.devices;
  if (!device) throw new Error("unreachable: one device was asked for");
  await using client = await start({ by: "client", device });
  await using bare = await start({ by: "undici", device });
  await using again = await start({ by: "undici", device });

  const figures: Figure[] = [];
  for (const atOnce of [1, 50]) {
    const micros = await interleave(rounds, {
      client: () => client.ask({ polls, atOnce }),
      bare: () => bare.ask({ polls, atOnce }),
      again: () => again.ask({ polls, atOnce }),
    });
    const how = atOnce === 1 ? "one after another" : `${atOnce} at a time`;
    figures.push(
      {
        what: `CPU per poll, client to bare undici, ${how}`,
        values: ratios(micros.client, micros.bare),
        unit: "×",
        bound: { of: "median", atMost: 1.3 },
      },
      {
        what: `control: bare undici to itself, ${how}`,
        values: ratios(micros.again, micros.bare),
        unit: "×",
      },
      { what: `CPU per poll of the client, ${how}`, values: micros.client, unit: " µs" },
    );
  }
  return figures;
}

function start(lane: Lane) {
  return startProcess<"ready", Polls, number>("./cpu-per-poll.process.ts", lane);
}
