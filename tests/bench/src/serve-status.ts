import { createSelfSignedCertificate } from "@asyncstatus/server";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { type OtherProcess, startProcess } from "./other-process.ts";
import type { Load, Served, Server, ServerOptions } from "./serve-status.process.ts";

/**
 * Measures the CPU time that a reference device takes to answer asyncstatus over TLS, compared with
 * a bare node:https server that sends the same response. Each runs in a process of its own.
 *
 * @param requests Requests per subject and round, on 50 connections.
 */
export async function serveStatus({
  rounds,
  requests,
}: {
  rounds: number;
  requests: number;
}): Promise<Figure[]> {
  const tls = await createSelfSignedCertificate(["127.0.0.1"]);
  const start = (options: ServerOptions) =>
    startProcess<Server, "cpu", number>("./serve-status.process.ts", { serve: options });
  await using device = await start({ by: "device", tls });
  await using bare = await start({ by: "node:https", tls });
  await using client = await startProcess<"ready", Load, Served>("./serve-status.process.ts", {
    ca: tls.cert,
  });
  const micros = await interleave(rounds, {
    device: () => cpuPerResponse(device, client, requests),
    bare: () => cpuPerResponse(bare, client, requests),
  });
  return [
    {
      what: "CPU per response, device relative to bare node:https, 50 connections",
      values: ratios(micros.device, micros.bare),
      unit: "×",
      bound: { of: "median", atMost: 6 },
    },
    { what: "CPU per response of the device", values: micros.device, unit: " µs" },
  ];
}

async function cpuPerResponse(
  server: OtherProcess<Server, "cpu", number>,
  client: OtherProcess<"ready", Load, Served>,
  requests: number,
): Promise<number> {
  const before = await server.ask("cpu");
  const { body } = await client.ask({ ...server.ready, requests });
  if (!body.includes("<status>success<")) throw new Error(`Expected a success, got ${body}`);
  return ((await server.ask("cpu")) - before) / requests;
}
