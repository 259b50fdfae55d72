import type { Lane, Polls } from "./cpu-per-poll.ts";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import type { OtherClient } from "./other-pollers.ts";
import { serveDevices } from "./serve-devices.ts";
import { startEach } from "./start-each.ts";

export interface OtherClientsScale {
  readonly rounds: number;
  /** Polls of one lane in one round. */
  readonly polls: number;
}

/**
 * What a poll costs by the client, its answer checked and decoded, against the same request by what else
 * sends requests in Node.js, its body only read. Each has a process of its own.
 */
export async function otherClients(
  { rounds, polls }: OtherClientsScale = { rounds: 15, polls: 1_000 },
): Promise<Figure[]> {
  await using served = await serveDevices([null]);
  const [device] = served.devices;
  if (!device) throw new Error("unreachable: one device was asked for");
  const by = (name: Lane["by"]): Lane => ({ by: name, device });
  await using clients = await startEach<Lane["by"], Polls>("./cpu-per-poll.process.ts", {
    client: by("client"),
    undici: by("undici"),
    fetch: by("fetch"),
    got: by("got"),
    axios: by("axios"),
    ky: by("ky"),
  });
  const micros = await interleave(rounds, clients.lanes({ polls, atOnce: 50 }));
  const others: readonly (readonly [OtherClient, string])[] = [
    ["undici", "undici's `request`"],
    ["axios", "axios"],
    ["fetch", "global `fetch`"],
    ["got", "got"],
    ["ky", "ky"],
  ];
  return [
    ...others.map(
      ([name, what]): Figure => ({
        what: `CPU per poll, client to ${what}`,
        values: ratios(micros.client, micros[name]),
        unit: "×",
        ...(name !== "undici" && { bound: { of: "median", atMost: 1 } }),
      }),
    ),
    ...others.map(
      ([name, what]): Figure => ({
        what: `CPU per poll, ${what}`,
        values: micros[name],
        unit: " µs",
      }),
    ),
  ];
}
