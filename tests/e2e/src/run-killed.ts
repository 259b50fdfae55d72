import { fetchTransport, type Sbc, type TransportRequest } from "@asyncstatus/client";
import { ClientProcess } from "./faults/client-process.ts";
import type { World } from "./world.ts";

/** The request at which a process is killed. */
export interface Kill {
  isAt(request: TransportRequest): boolean;
  /** True if the device handles the request, so that only its response is lost. */
  readonly isHandled: boolean;
}

/** Runs a call in a process that is killed at a request. Resolves once it is killed or has ended. */
export async function runKilled(
  { fetch, clock, connect }: World,
  { isAt, isHandled }: Kill,
  call: (sbc: Sbc) => Promise<unknown>,
): Promise<"killed" | "ended"> {
  const device = fetchTransport({ fetch });
  const process = new ClientProcess(clock, 0, async (request) => {
    if (!isAt(request)) return await device.request(request);
    if (isHandled) await device.request(request);
    process.kill();
    throw new Error("A killed process sees no error.");
  });
  const run = async () => {
    const sbc = await connect({ transport: process, clock: process.clock });
    await call(sbc);
    await sbc.close();
    return "ended" as const;
  };
  return await Promise.race([process.killed, run()]);
}
